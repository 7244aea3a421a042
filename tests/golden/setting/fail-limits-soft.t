# A soft limit can be raised.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/security, type: directory}
    - {path: /etc/security/limits.conf, type: file}
  text:
    - {path: /etc/security/limits.conf, content: "* soft core 0\n#* hard core 0\n", truncated: 0}
check:
  setting: {format: limits, select: "* hard", key: core, equals: "0"}
expect: {outcome: fail, observed: "unlimited (not set, and this is the default of the kernel)"}
