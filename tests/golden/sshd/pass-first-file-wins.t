# The lowest name of the drop-ins wins, over other drop-ins and the main file.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/20-b.conf, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin yes\n"}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, truncated: 0, content: "PermitRootLogin no\n"}
    - {path: /etc/ssh/sshd_config.d/20-b.conf, truncated: 0, content: "PermitRootLogin prohibit-password\n"}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: pass, observed: "no (/etc/ssh/sshd_config.d/10-a.conf:1, not prohibit-password"}
