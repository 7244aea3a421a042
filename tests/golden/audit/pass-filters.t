# A rule may be narrowed by what is asked, in any writing of it.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a always,exit -F arch=b32 -S mount -F auid>999 -F auid!=4294967295 -k m\n-a always,exit -F arch=b64 -S mount -F auid>999 -F auid!=4294967295 -k m\n"}
check:
  audit: {syscalls: [mount], filters: ["auid>=1000", "auid!=unset"]}
expect: {outcome: pass}
