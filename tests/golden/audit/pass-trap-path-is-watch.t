# A path and a permission are the watch, whatever the key.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a always,exit -F path=/etc/group -F perm=wa -k x\n"}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: pass, object: "audit: /etc/group", observed: "/etc/audit/rules.d/50.rules:1: -a always,exit -F path=/etc/group -F perm=wa -k x", setting: "audit: /etc/group: set -a always,exit -F path=/etc/group -F perm=wa -k x at /etc/audit/rules.d/50.rules:1"}
