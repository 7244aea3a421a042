# A comparison is the same both ways.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a always,exit -F arch=b64 -C uid!=euid -F auid!=unset -S execve -k user_emulation\n-a always,exit -F arch=b32 -C uid!=euid -F auid!=unset -S execve -k user_emulation\n"}
check:
  audit: {syscalls: [execve], comparisons: ["euid!=uid"], filters: ["auid!=unset"]}
expect: {outcome: pass}
