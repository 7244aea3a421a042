# Files that include each other.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/chrony.conf, type: file, size: 25}
  text:
    - {path: /etc/chrony.conf, content: "include /etc/chrony.conf\n", truncated: 0}
check:
  setting: {format: chrony, key: [server, pool, refclock], count-at-least: 1}
expect: {outcome: error, reason: "include each other"}
