# None of the files is there.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/sbin, type: symlink, target: bin}
    - {path: /etc/aide.conf, type: file}
  text:
    - {path: /etc/aide.conf, content: "/usr sha512\n", truncated: 0}
check:
  aide: {path: [/usr/sbin/auditctl], attributes: [sha512]}
expect: {outcome: missing}
