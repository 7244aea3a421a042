# Several keys are one question.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "server=a\npool=b\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: [server, pool], count-at-least: 2}
expect: {outcome: pass}
