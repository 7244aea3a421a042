# The same file, read by a program that keeps the first.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "x = 1\nx=2\n", truncated: 0}
check:
  setting: {path: /etc/a.conf, key: x, equals: "1", which: first}
expect: {outcome: pass, observed: "1 (/etc/a.conf:1)"}
