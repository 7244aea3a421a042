# A machine without the call needs no rule for it.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a always,exit -F arch=b32 -S unlink\n"}
  kernel:
    - {key: machine, value: aarch64}
check:
  audit: {syscalls: [unlink]}
expect: {outcome: pass}
