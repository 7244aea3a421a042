# ... and bob has nine tries all the same.
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
  sshd: {option: MaxAuthTries, at-most: 6, scope: everywhere}
expect: {outcome: fail, object: MaxAuthTries in Match User bob, observed: "9 (/etc/ssh/sshd_config.d/10-a.conf:3)", total: 1, setting: "sshd: MaxAuthTries in Match User bob: set 9 at /etc/ssh/sshd_config.d/10-a.conf:3"}
