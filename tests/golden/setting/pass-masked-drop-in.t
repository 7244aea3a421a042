# Of two drop-ins with one name the administrator's is read, and only it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/j.conf, type: file}
    - {path: /etc/j.conf.d, type: directory}
    - {path: /etc/j.conf.d/90-z.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/j.conf.d, type: directory}
    - {path: /usr/lib/j.conf.d/90-z.conf, type: file}
  text:
    - {path: /etc/j.conf, content: "S=good\n", truncated: 0}
    - {path: /etc/j.conf.d/90-z.conf, content: "", truncated: 0}
    - {path: /usr/lib/j.conf.d/90-z.conf, content: "S=bad\n", truncated: 0}
check:
  setting: {path: /etc/j.conf, drop-ins: [/etc/j.conf.d, /usr/lib/j.conf.d], key: S, equals: good}
expect: {outcome: pass, observed: "good (/etc/j.conf:1)"}
