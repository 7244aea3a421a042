# Reading alone is not writing.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-w /etc/group -p r\n"}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail, observed: "/etc/audit/rules.d/50.rules:1: -w /etc/group -p r is not enough for it"}
