# A mode that has one of the bits.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "m=0644\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: m, without-bits: "0137"}
expect: {outcome: fail, expected: a mode without 0137, observed: "0644 (/etc/a.conf:1)"}
