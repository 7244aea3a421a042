# No such rule.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-w /etc/passwd -p wa\n-w /etc/group- -p wa\n"}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail, object: "audit: /etc/group, b64", observed: "no such rule in /etc/audit/rules.d", total: 2}
