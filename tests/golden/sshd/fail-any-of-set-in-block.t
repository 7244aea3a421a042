# A block opens the list for those it matches.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "AllowUsers alice\nMatch Address 10.0.0.0/8\nAllowUsers *\n"}
check:
  sshd: {any-of-set: [AllowUsers, DenyUsers], scope: everywhere}
expect: {outcome: fail, object: "AllowUsers|DenyUsers in Match Address 10.0.0.0/8", observed: "AllowUsers *", total: 1}
