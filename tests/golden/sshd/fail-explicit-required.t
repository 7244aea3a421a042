# ... but not where a file has to say it.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "\n"}
check:
  sshd: {option: PermitUserEnvironment, equals: "no", explicit: required}
expect: {outcome: fail, expected: set in a file, observed: "not set: no (default of OpenSSH 10.0)", total: 1}
