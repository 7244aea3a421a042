# Quotes go over lines; what a shell would replace stays.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysconfig, type: directory}
    - {path: /etc/sysconfig/chronyd, type: file}
  text:
    - {path: /etc/sysconfig/chronyd, content: "A=\"b\nc $HOME \\\"x\\\"\"\n", truncated: 0}
check:
  setting: {format: environment, path: /etc/sysconfig/chronyd, key: A, pattern: "^c .HOME .x.$"}
expect: {outcome: pass}
