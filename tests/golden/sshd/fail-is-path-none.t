# "none" is no file.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Banner none\n"}
check:
  sshd: {option: Banner, is-path: true}
expect: {outcome: fail, expected: a file that is there, observed: "none (/etc/ssh/sshd_config:1)"}
