# The file is there, its contents were not kept: the default is no way out.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
check:
  setting: {path: /etc/a.conf, key: x, equals: "no", default: "no"}
expect: {outcome: missing, reason: the contents of /etc/a.conf}
