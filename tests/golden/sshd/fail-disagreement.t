# Two readers of one configuration come to different ends.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin no\n"}
  command:
    - {argv: /usr/sbin/sshd -T, end: exited, code: 0, output: "permitrootlogin yes\n", errors: ""}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: fail, expected: what the files say is what sshd says, observed: "sshd says yes; the files no (/etc/ssh/sshd_config:1)", total: 1}
