# A backslash goes on in the next line, and keeps a blank.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysconfig, type: directory}
    - {path: /etc/sysconfig/chronyd, type: file}
  text:
    - {path: /etc/sysconfig/chronyd, content: "A=b\\\nc\\ d \nX=1\n", truncated: 0}
check:
  setting: {format: environment, path: /etc/sysconfig/chronyd, key: A, equals: bc d}
expect: {outcome: pass, observed: "bc d (/etc/sysconfig/chronyd:1)"}
