# A later AllowUsers opens what an earlier one closed.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "AllowUsers bob\nAllowUsers *\n"}
check:
  sshd: {option: AllowUsers, forbidden: ["\\*"]}
expect: {outcome: fail, observed: "bob *"}
