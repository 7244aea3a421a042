# Include stands after the setting: the drop-in loses.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin yes\nInclude /etc/ssh/sshd_config.d/*.conf\n"}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, truncated: 0, content: "PermitRootLogin no\n"}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: fail, object: PermitRootLogin, expected: "no", observed: "yes (/etc/ssh/sshd_config:1, not no at /etc/ssh/sshd_config.d/10-a.conf:1)"}
