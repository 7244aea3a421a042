# No audit of this version is installed.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/audit, type: directory}
    - {path: /etc/audit/auditd.conf, type: file}
  text:
    - {path: /etc/audit/auditd.conf, content: "max_log_file = 8\n", truncated: 0}
check:
  setting: {format: auditd, key: disk_full_action, one-of: [halt, single]}
expect: {outcome: missing}
