# without-password is the old name of prohibit-password.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin without-password\n"}
check:
  sshd: {option: PermitRootLogin, one-of: [prohibit-password, "no"]}
expect: {outcome: pass}
