# useradd does not read a line that begins with a blank.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/default, type: directory}
    - {path: /etc/default/useradd, type: file}
  text:
    - {path: /etc/default/useradd, content: " INACTIVE=30\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/default/useradd, key: INACTIVE, at-least: 0, at-most: 45}
expect: {outcome: fail, observed: "-1 (not set, and this is the default of useradd)"}
