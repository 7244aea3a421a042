# ... behind all others, and written the other way round.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/99.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-w /etc/group -p wa\n"}
    - {path: /etc/audit/rules.d/99.rules, truncated: 0, content: "-a never,task\n"}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail, object: "/etc/audit/rules.d/99.rules:1", observed: "-a never,task", total: 1}
