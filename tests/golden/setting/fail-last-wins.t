# The first one is right, the last one counts.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "x = 1\nx=2\n", truncated: 0}
check:
  setting: {path: /etc/a.conf, key: x, equals: "1"}
expect: {outcome: fail, observed: "2 (/etc/a.conf:2)"}
