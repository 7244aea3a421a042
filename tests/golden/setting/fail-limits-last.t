# A file of limits.d comes after limits.conf, and its last matching line wins.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/security, type: directory}
    - {path: /etc/security/limits.conf, type: file}
    - {path: /etc/security/limits.d, type: directory}
    - {path: /etc/security/limits.d/90-x.conf, type: file}
  text:
    - {path: /etc/security/limits.conf, content: "* hard core 0\n", truncated: 0}
    - {path: /etc/security/limits.d/90-x.conf, content: "*\t-\tcore\tunlimited # x\n", truncated: 0}
check:
  setting: {format: limits, select: "* hard", key: core, equals: "0"}
expect: {outcome: fail, object: "* hard: core", observed: "unlimited (/etc/security/limits.d/90-x.conf:1)"}
