# After an error it goes on.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/01.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/01.rules, truncated: 0, content: "-D\n-c\n"}
check:
  audit: {control: ["-c"]}
expect: {outcome: pass, observed: "/etc/audit/rules.d/01.rules:2"}
