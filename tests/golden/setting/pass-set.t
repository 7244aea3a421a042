# Any value does.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "m=\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: m, set: true}
expect: {outcome: pass, observed: "set (/etc/a.conf:1)"}
