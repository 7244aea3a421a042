# dir= does.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a always,exit -F dir=/etc/sudoers.d/ -F perm=wa\n"}
check:
  audit: {watch: ["/etc/sudoers.d:wa"]}
expect: {outcome: pass}
