# Where rules.d is read, audit.rules is overwritten.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/audit/audit.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-D\n"}
    - {path: /etc/audit/audit.rules, truncated: 0, content: "-w /etc/group -p wa\n"}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail}
