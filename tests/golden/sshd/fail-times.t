# Two minutes and a bit.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "LoginGraceTime 2m1s\n"}
check:
  sshd: {option: LoginGraceTime, at-most: 120}
expect: {outcome: fail, observed: "121 ("}
