# Comments, and a file that nothing includes.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/chrony.conf, type: file, size: 42}
    - {path: /etc/chrony.d, type: directory}
    - {path: /etc/chrony.d/x.conf, type: file, size: 9}
  text:
    - {path: /etc/chrony.conf, content: "! server a\n%pool b\n; server c\nserverstats\n", truncated: 0}
    - {path: /etc/chrony.d/x.conf, content: "server x\n", truncated: 0}
check:
  setting: {format: chrony, key: [server, pool, refclock], count-at-least: 1}
expect: {outcome: fail}
