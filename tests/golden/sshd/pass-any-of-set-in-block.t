# A list of the whole server still counts in a block that opens another.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "AllowUsers alice\nDenyUsers root\nMatch Address 10.0.0.0/8\nAllowUsers *\n"}
check:
  sshd: {any-of-set: [AllowUsers, DenyUsers], scope: everywhere}
expect: {outcome: pass, total: 2}
