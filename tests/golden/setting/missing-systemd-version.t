# No package says which systemd it is: its default is not known.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/x, type: file}
  text:
    - {path: /etc/x, content: "", truncated: 0}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Compress, equals: "yes"}
expect: {outcome: missing, reason: what holds then is not known}
