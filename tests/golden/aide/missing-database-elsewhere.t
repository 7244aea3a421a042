# A database that is no file.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/sbin, type: directory}
    - {path: /usr/sbin/aide, type: file, size: 9}
    - {path: /etc/aide.conf, type: file, size: 9}
  text:
    - {path: /etc/aide.conf, content: "database_in=https://a/b\n", truncated: 0}
check:
  aide: {database: true}
expect: {outcome: missing, reason: which is no file}
