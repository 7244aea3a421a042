# Where sshd was not asked, the files alone are judged.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin no\n"}
  command:
    - {argv: /usr/sbin/sshd -T, end: exited, code: 1, output: "", errors: ""}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: pass, setting: "effective no"}
