# AllowUsers collects: a star in another file opens the list.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/10-vendor.conf, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Include /etc/ssh/sshd_config.d/*.conf\nAllowUsers alice\n"}
    - {path: /etc/ssh/sshd_config.d/10-vendor.conf, truncated: 0, content: "AllowUsers *\n"}
check:
  sshd: {any-of-set: [AllowUsers, AllowGroups, DenyUsers, DenyGroups]}
expect: {outcome: fail, object: "AllowUsers|AllowGroups|DenyUsers|DenyGroups", observed: "AllowUsers * alice (/etc/ssh/sshd_config.d/10-vendor.conf:1, /etc/ssh/sshd_config:2)"}
