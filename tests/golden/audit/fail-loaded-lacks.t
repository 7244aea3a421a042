# One of them is not loaded.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-w /etc/group -p wa\n-w /etc/passwd -p wa\n"}
  command:
    - {argv: auditctl -l, end: exited, code: 0, output: "-w /etc/group -p wa\n", errors: ""}
check:
  audit: {loaded: true}
expect: {outcome: fail, object: "/etc/audit/rules.d/10.rules:2", observed: "-w /etc/passwd -p wa is not among the rules that run", total: 1}
