# Each part by itself.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "MaxStartups 5:30:60\n"}
check:
  sshd: {option: MaxStartups, parts-at-most: "10:30:60"}
expect: {outcome: pass, observed: "5:30:60"}
