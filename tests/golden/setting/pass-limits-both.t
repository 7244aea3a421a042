# Type - is hard and soft.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/security, type: directory}
    - {path: /etc/security/limits.conf, type: file}
    - {path: /etc/security/limits.d, type: directory}
    - {path: /etc/security/limits.d/90-x.conf, type: file}
  text:
    - {path: /etc/security/limits.conf, content: "* soft core unlimited\n@wheel hard core unlimited\n", truncated: 0}
    - {path: /etc/security/limits.d/90-x.conf, content: "  * - CORE 0\n* hard nofile 5\n", truncated: 0}
check:
  setting: {format: limits, select: "* hard", key: core, equals: "0"}
expect: {outcome: pass, observed: "0 (/etc/security/limits.d/90-x.conf:1)"}
