# By name; a program that is not installed needs no rule.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /usr/bin/usermod, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/sbin, type: symlink, mode: "0777", uid: 0, gid: 0, target: bin}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a always,exit -F path=/usr/sbin/usermod -F perm=x -F auid>=1000 -F auid!=unset -k privileged\n"}
check:
  audit: {execute: [usermod, chacl], filters: ["auid>=1000", "auid!=unset"]}
expect: {outcome: pass, object: chacl, observed: not installed}
