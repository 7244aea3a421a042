# A file that includes itself.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Include /etc/ssh/sshd_config\n"}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: error, reason: included too deep}
