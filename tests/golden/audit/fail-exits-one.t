# Only one of the errors.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a always,exit -F arch=b32 -S creat,open -F exit=-EACCES -F auid>=1000 -F auid!=unset\n-a always,exit -F arch=b64 -S creat,open -F exit=-EACCES -F auid>=1000 -F auid!=unset\n"}
check:
  audit: {syscalls: [open], exits: [EACCES, EPERM], filters: ["auid>=1000", "auid!=unset"]}
expect: {outcome: fail, object: "audit: open that ends with EPERM, b32", total: 2}
