# With -c it is; the broken line stays a fault.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/01.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/01.rules, truncated: 0, content: "-c\n"}
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-a always,nowhere -S all\n"}
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-w /etc/group -p wa\n"}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail, object: /etc/audit/rules.d, total: 1}
