# The file's digest is of another kind.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/sbin, type: symlink, target: bin}
    - {path: /usr/bin/auditctl, type: file, size: 5}
    - {path: /etc/aide.conf, type: file}
  text:
    - {path: /etc/aide.conf, content: "NORMAL = p+sha256\n/usr NORMAL\n", truncated: 0}
check:
  aide: {path: [/usr/sbin/auditctl], attributes: [sha512]}
expect: {outcome: fail, expected: sha512, observed: "NORMAL (/etc/aide.conf:2)"}
