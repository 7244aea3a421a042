# What is included within Match is conditional.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/extra, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Match User bob\nInclude extra\nMatch all\n"}
    - {path: /etc/ssh/extra, truncated: 0, content: "PermitRootLogin yes\n"}
check:
  sshd: {option: PermitRootLogin, equals: prohibit-password}
expect: {outcome: pass}
