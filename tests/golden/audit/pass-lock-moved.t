# augenrules puts it at the end, wherever it stands.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-e 2\n"}
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-w /etc/group -p wa\n"}
check:
  audit: {control: ["-e 2"]}
expect: {outcome: pass, object: "-e 2", observed: "/etc/audit/rules.d/10.rules:1", setting: "audit: -e: set 2 at /etc/audit/rules.d/10.rules:1, effective 2"}
