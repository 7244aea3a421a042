# The file is there, its contents are not.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: a, equals: "1", default: "1"}
expect: {outcome: missing, reason: the contents of /etc/a.conf}
