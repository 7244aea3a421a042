# What is included elsewhere is not followed.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/sbin, type: symlink, target: bin}
    - {path: /usr/bin/auditctl, type: file, size: 5}
    - {path: /etc/aide.conf, type: file}
  text:
    - {path: /etc/aide.conf, content: "@@include /etc/aide.d\n/usr sha512\n", truncated: 0}
check:
  aide: {path: [/usr/sbin/auditctl], attributes: [sha512]}
expect: {outcome: missing, reason: is not followed}
