# Nothing is set, and the default will not do.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "\n"}
check:
  sshd: {option: X11Forwarding, equals: "yes"}
expect: {outcome: fail, expected: "yes", observed: "no (default of OpenSSH 10.0)"}
