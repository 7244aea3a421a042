# A file all may write to.
evidence:
  file:
    - {path: /tmp, type: directory, mode: "1777"}
    - {path: /etc/x, type: file, mode: "666"}
    - {path: /srv/y, type: file, mode: "666"}
check:
  files: {without-bits: "0002", unless-bits: "1000", except: [/srv/*]}
expect: {outcome: fail, object: /etc/x, observed: mode 0666, total: 1}
