# auditctl could not say: what runs is not checked.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-w /etc/group -p wa\n"}
  command:
    - {argv: auditctl -l, end: exited, code: 4, output: "", errors: "You must be root to run this program."}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: pass, unchecked: "auditctl -l: the rules that run are not known: it exited, 4: You must be root"}
