# A refclock does not count in a folder of sources.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/chrony.conf, type: file, size: 24}
    - {path: /etc/chrony.d, type: directory}
    - {path: /etc/chrony.d/x.sources, type: file, size: 23}
  text:
    - {path: /etc/chrony.conf, content: "sourcedir /etc/chrony.d\n", truncated: 0}
    - {path: /etc/chrony.d/x.sources, content: "refclock PHC /dev/ptp0\n", truncated: 0}
check:
  setting: {format: chrony, key: [server, pool, refclock], count-at-least: 1}
expect: {outcome: fail}
