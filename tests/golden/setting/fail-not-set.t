# Nothing sets it, and the suite knows of no default.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "xy = 1\n", truncated: 0}
check:
  setting: {path: /etc/a.conf, key: x, equals: "1"}
expect: {outcome: fail, object: x, observed: not set in /etc/a.conf}
