# Set, and nothing may set it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "m=1\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: m, absent: true}
expect: {outcome: fail, expected: not set, observed: "1 (/etc/a.conf:1)"}
