# A Match that a drop-in opens ends with it: the main file is unconditional.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/20-b.conf, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin yes\nMaxAuthTries 6\n"}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, truncated: 0, content: "PermitRootLogin no\nMatch User bob\nMaxAuthTries 9\n"}
    - {path: /etc/ssh/sshd_config.d/20-b.conf, truncated: 0, content: "PermitRootLogin prohibit-password\n"}
check:
  sshd: {option: MaxAuthTries, equals: "6"}
expect: {outcome: pass, setting: "sshd: MaxAuthTries: set 6 at /etc/ssh/sshd_config:3, effective 6"}
