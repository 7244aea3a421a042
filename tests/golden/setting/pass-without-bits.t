# A mode that has none of the bits.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "m=0640\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: m, without-bits: "0137"}
expect: {outcome: pass}
