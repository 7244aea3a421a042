# A value that holds for some is no value for all.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Match Address 10.0.0.0/8\nPasswordAuthentication no\n"}
check:
  sshd: {option: PasswordAuthentication, equals: "no"}
expect: {outcome: fail, observed: "yes (default of OpenSSH 10.0)"}
