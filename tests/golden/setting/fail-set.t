# It has to be set.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "n=1\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: m, set: true}
expect: {outcome: fail, expected: set, observed: not set}
