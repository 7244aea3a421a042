# 0 is no limit at all.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "LoginGraceTime 0\n"}
check:
  sshd: {option: LoginGraceTime, at-least: 1, at-most: 60}
expect: {outcome: fail, observed: "0 ("}
