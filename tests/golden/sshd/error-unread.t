# A drop-in whose text is not there may have come first.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin no\n"}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: error, reason: "/etc/ssh/sshd_config.d/10-a.conf: its text is not in the evidence"}
