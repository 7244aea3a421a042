# include, and letters of any case.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/chrony.conf, type: file, size: 28}
    - {path: /etc/chrony.d, type: directory}
    - {path: /etc/chrony.d/a.inc, type: file, size: 20}
  text:
    - {path: /etc/chrony.conf, content: "include /etc/chrony.d/*.inc\n", truncated: 0}
    - {path: /etc/chrony.d/a.inc, content: "Server time.example\n", truncated: 0}
check:
  setting: {format: chrony, key: [server, pool, refclock], count-at-least: 1}
expect: {outcome: pass}
