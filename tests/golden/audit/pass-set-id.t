# Every set-id file of the image, by whatever way its folder is named.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /usr/bin/su, type: file, mode: "4755", uid: 0, gid: 0}
    - {path: /usr/bin/write, type: file, mode: "2755", uid: 0, gid: 5}
    - {path: /usr/bin/ls, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /bin, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/bin}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-a always,exit -F path=/bin/su -F perm=x -F auid>=1000 -F auid!=unset -k privileged\n-a always,exit -F path=/usr/bin/write -F perm=x -F auid>=1000 -F auid!=unset -k privileged\n"}
check:
  audit: {execute: [set-id], filters: ["auid>=1000", "auid!=unset"]}
expect: {outcome: pass}
