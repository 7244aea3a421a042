# ... a list as well.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "DenyUsers root\nMatch all\nDenyUsers bob\n"}
check:
  sshd: {option: DenyUsers, contains: [root]}
expect: {outcome: fail, observed: "bob ("}
