# Loaded, and written nowhere: gone at the next boot.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-D\n"}
  command:
    - {argv: auditctl -l, end: exited, code: 0, output: "-w /etc/group -p wa\n", errors: ""}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail, observed: "no such rule in /etc/audit/rules.d", total: 2}
