# None of the four is set.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin no\n"}
check:
  sshd: {any-of-set: [AllowUsers, AllowGroups, DenyUsers, DenyGroups]}
expect: {outcome: fail, observed: "not set", total: 1}
