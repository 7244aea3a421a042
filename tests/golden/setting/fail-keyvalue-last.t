# Elsewhere the last line wins.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/default, type: directory}
    - {path: /etc/default/useradd, type: file}
  text:
    - {path: /etc/default/useradd, content: "INACTIVE=30\nINACTIVE=-1\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/default/useradd, key: INACTIVE, at-least: 0, at-most: 45}
expect: {outcome: fail, observed: "-1 (/etc/default/useradd:2)"}
