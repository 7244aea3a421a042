# sshd itself says the same.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin without-password\n"}
  command:
    - {argv: /usr/sbin/sshd -T, end: exited, code: 0, output: "port 22\npermitrootlogin without-password\n", errors: ""}
check:
  sshd: {option: PermitRootLogin, one-of: ["no", prohibit-password]}
expect: {outcome: pass, setting: "effective prohibit-password, running prohibit-password"}
