# Nothing sets it, and no default is known.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "b=1\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: a, equals: "1"}
expect: {outcome: missing}
