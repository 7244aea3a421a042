# Every DenyUsers counts.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "DenyUsers bob\nDenyUsers alice root\n"}
check:
  sshd: {option: DenyUsers, contains: [root]}
expect: {outcome: pass, observed: "bob alice root (/etc/ssh/sshd_config:1, /etc/ssh/sshd_config:2)"}
