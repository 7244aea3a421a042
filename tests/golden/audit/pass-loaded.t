# As auditctl prints them: other words, the same meaning.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-a always,exit -F arch=b64 -S settimeofday,adjtimex -F auid>=1000 -F auid!=unset -k t\n-w /etc/sudoers.d/ -p aw\n-a always,exit -F path=/usr/bin/su -F perm=x -k p\n-a exit,always -F arch=b32 -C uid!=euid -S execve\n-e 2\n"}
  command:
    - {argv: auditctl -l, end: exited, code: 0, output: "-a always,exit -F arch=b64 -S adjtimex,settimeofday -F auid>=1000 -F auid!=-1 -F key=t\n-w /etc/sudoers.d -p wa\n-w /usr/bin/su -p x -k p\n-a always,exit -F arch=b32 -S execve -C euid!=uid\n", errors: ""}
check:
  audit: {loaded: true}
expect: {outcome: pass, observed: "4 rules run, as /etc/audit/rules.d has them"}
