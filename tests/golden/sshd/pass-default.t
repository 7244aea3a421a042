# Nothing is set: the default of OpenSSH 10.0.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "# nothing\n"}
check:
  sshd: {option: PermitEmptyPasswords, equals: "no"}
expect: {outcome: pass, observed: default of OpenSSH 10.0}
