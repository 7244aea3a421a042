# A line that sshd refuses to start with.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Banner \"/etc/issue\n"}
check:
  sshd: {option: Banner, equals: none}
expect: {outcome: error, reason: a line that sshd cannot read}
