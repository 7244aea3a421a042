# systemd bounds what services hand down: nobody knows what a session gets.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/security, type: directory}
    - {path: /etc/security/limits.conf, type: file}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system.conf, type: file}
  text:
    - {path: /etc/security/limits.conf, content: "\n", truncated: 0}
    - {path: /etc/systemd/system.conf, content: "[Manager]\nDefaultLimitCORE=0\n", truncated: 0}
check:
  setting: {format: limits, select: "* hard", key: core, equals: "0"}
expect: {outcome: missing}
