# Words do not mind capitals, nor do keys.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/audit, type: directory}
    - {path: /etc/audit/auditd.conf, type: file}
  text:
    - {path: /etc/audit/auditd.conf, content: "# x\nMax_Log_File_Action = KEEP_LOGS\n", truncated: 0}
  package:
    - {nevra: audit-4.1.2-1.azl4.x86_64, name: audit, epoch: 0, version: "4.1.2", release: 1.azl4, arch: x86_64}
check:
  setting: {format: auditd, key: max_log_file_action, one-of: [keep_logs]}
expect: {outcome: pass, observed: "keep_logs (/etc/audit/auditd.conf:2)"}
