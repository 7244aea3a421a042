# A list that sshd does not have.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "DenyUsers root\n"}
  command:
    - {argv: /usr/sbin/sshd -T, end: exited, code: 0, output: "permitrootlogin no\n", errors: ""}
check:
  sshd: {any-of-set: [AllowUsers, DenyUsers]}
expect: {outcome: fail, observed: "sshd says that it is not set; the files root"}
