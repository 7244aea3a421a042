# On a file the sticky bit does nothing: everybody can write it all the same.
evidence:
  file:
    - {path: /tmp, type: directory, mode: "1777"}
    - {path: /etc, type: directory, mode: "0755"}
    - {path: /etc/everybody, type: file, mode: "1666"}
check:
  files: {without-bits: "0002", unless-bits: "1000"}
expect: {outcome: fail, object: /etc/everybody, total: 1}
