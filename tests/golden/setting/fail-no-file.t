# There is no file at all.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  setting: {path: /etc/a.conf, key: x, equals: "1"}
expect: {outcome: fail, observed: "not set: there is no /etc/a.conf"}
