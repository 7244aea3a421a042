# An exclusion of one program is no exclusion of all.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-a never,exit -F arch=b64 -S adjtimex -F uid=chrony\n"}
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a always,exit -F arch=b64 -S adjtimex -k t\n-a always,exit -F arch=b32 -S adjtimex -k t\n"}
check:
  audit: {syscalls: [adjtimex]}
expect: {outcome: pass}
