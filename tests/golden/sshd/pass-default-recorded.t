# Right by default passes, and the fact says whose default it is.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "\n"}
check:
  sshd: {option: PermitUserEnvironment, equals: "no"}
expect: {outcome: pass, setting: "sshd: PermitUserEnvironment: at default of OpenSSH 10.0, effective no"}
