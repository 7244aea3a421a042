# Without blanks around the = auditd does not start.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/audit, type: directory}
    - {path: /etc/audit/auditd.conf, type: file}
  text:
    - {path: /etc/audit/auditd.conf, content: "max_log_file=8\n", truncated: 0}
  package:
    - {nevra: audit-4.1.2-1.azl4.x86_64, name: audit, epoch: 0, version: "4.1.2", release: 1.azl4, arch: x86_64}
check:
  setting: {format: auditd, key: max_log_file, at-least: 8}
expect: {outcome: error, reason: "auditd.conf:1: auditd does not start"}
