# One list of the four is enough.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "DenyUsers root\n"}
check:
  sshd: {any-of-set: [AllowUsers, AllowGroups, DenyUsers, DenyGroups], scope: everywhere}
expect: {outcome: pass, observed: "DenyUsers root (/etc/ssh/sshd_config:1)", setting: "sshd: DenyUsers: set root at /etc/ssh/sshd_config:1"}
