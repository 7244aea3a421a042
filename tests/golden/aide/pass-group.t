# A folder's rule, and a group within a group.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/sbin, type: symlink, target: bin}
    - {path: /usr/bin/auditctl, type: file, size: 5}
    - {path: /etc/aide.conf, type: file}
  text:
    - {path: /etc/aide.conf, content: "@@define BIN /usr/bin\nSUM = sha256+sha512\nALL= p+u+SUM\n@@{BIN} ALL\n", truncated: 0}
check:
  aide: {path: [/usr/sbin/auditctl], attributes: [sha512]}
expect: {outcome: pass, observed: "ALL (/etc/aide.conf:4)"}
