# What collects is never decided before the end.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/10-a.conf, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "DenyUsers root\nInclude /etc/ssh/sshd_config.d/*.conf\n"}
check:
  sshd: {option: DenyUsers, contains: [root]}
expect: {outcome: error}
