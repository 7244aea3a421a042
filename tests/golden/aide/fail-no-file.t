# There is no configuration.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/sbin, type: symlink, target: bin}
    - {path: /usr/bin/auditctl, type: file, size: 5}
check:
  aide: {path: [/usr/sbin/auditctl], attributes: [sha512]}
expect: {outcome: fail, object: /etc/aide.conf}
