# Not set: the disk may fill up.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/audit, type: directory}
    - {path: /etc/audit/auditd.conf, type: file}
  text:
    - {path: /etc/audit/auditd.conf, content: "max_log_file = 8\n", truncated: 0}
  package:
    - {nevra: audit-4.1.2-1.azl4.x86_64, name: audit, epoch: 0, version: "4.1.2", release: 1.azl4, arch: x86_64}
check:
  setting: {format: auditd, key: disk_full_action, one-of: [halt, single]}
expect: {outcome: fail, observed: "ignore (not set, and this is the default of auditd 4.1.2)"}
