# The last -e counts, of rules.d in natural order: 9 before 10.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/9.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-e 1\n"}
    - {path: /etc/audit/rules.d/9.rules, truncated: 0, content: "-e 2\n"}
check:
  audit: {control: ["-e 2"]}
expect: {outcome: fail, observed: "-e 1 at /etc/audit/rules.d/10.rules:1"}
