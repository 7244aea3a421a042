# Every number is 0 or more: this leaves out everybody.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a never,exit -F path=/etc/group -F uid>=0\n-w /etc/group -p wa\n"}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail, observed: "excluded by /etc/audit/rules.d/50.rules:1"}
