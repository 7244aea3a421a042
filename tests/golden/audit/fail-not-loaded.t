# Written, and not loaded.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-w /etc/group -p wa\n"}
  command:
    - {argv: auditctl -l, end: exited, code: 0, output: "No rules\n", errors: ""}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail, object: "audit: /etc/group, b32", observed: "running: no such rule in auditctl -l", total: 2, setting: "running not recorded"}
