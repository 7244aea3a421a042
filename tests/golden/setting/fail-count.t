# One server, and two are asked for.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "server=a\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: [server, pool], count-at-least: 2}
expect: {outcome: fail, expected: set at least 2 times, observed: set 1 times}
