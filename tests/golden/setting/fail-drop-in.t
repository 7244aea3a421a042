# A drop-in that sorts last wins, whatever its folder.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/j.conf, type: file}
    - {path: /etc/j.conf.d, type: directory}
    - {path: /etc/j.conf.d/10-a.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/j.conf.d, type: directory}
    - {path: /usr/lib/j.conf.d/90-z.conf, type: file}
  text:
    - {path: /etc/j.conf, content: "[J]\nS=a\n", truncated: 0}
    - {path: /etc/j.conf.d/10-a.conf, content: "[J]\nS=good\n", truncated: 0}
    - {path: /usr/lib/j.conf.d/90-z.conf, content: "[J]\nS=bad\n", truncated: 0}
check:
  setting: {path: /etc/j.conf, drop-ins: [/etc/j.conf.d, /usr/lib/j.conf.d], section: J, key: S, equals: good}
expect: {outcome: fail, expected: good, observed: "bad (/usr/lib/j.conf.d/90-z.conf:2)"}
