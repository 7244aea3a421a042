# Match of a drop-in ends with that file and is no global value.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin yes\nMaxAuthTries 6\n"}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, truncated: 0, content: "PermitRootLogin no\nMatch User bob\nMaxAuthTries 9\n"}
check:
  sshd: {option: MaxAuthTries, at-most: 6}
expect: {outcome: pass, observed: "6 (/etc/ssh/sshd_config:3)"}
