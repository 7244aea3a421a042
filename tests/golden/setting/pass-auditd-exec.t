# A word and what it runs, whose capitals stay.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/audit, type: directory}
    - {path: /etc/audit/auditd.conf, type: file}
  text:
    - {path: /etc/audit/auditd.conf, content: "space_left_action = EXEC /usr/bin/Tell\n", truncated: 0}
  package:
    - {nevra: audit-4.1.2-1.azl4.x86_64, name: audit, epoch: 0, version: "4.1.2", release: 1.azl4, arch: x86_64}
check:
  setting: {format: auditd, key: space_left_action, pattern: "^(email|exec /.*|single|halt)$"}
expect: {outcome: pass, observed: "exec /usr/bin/Tell (/etc/audit/auditd.conf:1)"}
