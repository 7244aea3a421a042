# Sources of a folder of sources; other words there are not read.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/chrony.conf, type: file, size: 32}
    - {path: /etc/chrony.sources.d, type: directory}
    - {path: /etc/chrony.sources.d/x.sources, type: file, size: 48}
    - {path: /etc/chrony.sources.d/y.conf, type: file, size: 9}
  text:
    - {path: /etc/chrony.conf, content: "sourcedir /etc/chrony.sources.d\n", truncated: 0}
    - {path: /etc/chrony.sources.d/x.sources, content: "refclock PHC /dev/ptp0\npool pool.example iburst\n", truncated: 0}
    - {path: /etc/chrony.sources.d/y.conf, content: "server y\n", truncated: 0}
check:
  setting: {format: chrony, key: [server, pool, refclock], count-at-least: 1}
expect: {outcome: pass, observed: pool.example}
