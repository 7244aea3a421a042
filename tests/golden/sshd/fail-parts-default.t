# The default of sshd is more than CIS wants.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "\n"}
check:
  sshd: {option: MaxStartups, parts-at-most: "10:30:60"}
expect: {outcome: fail, observed: "10:30:100 (default of OpenSSH 10.0)", setting: "sshd: MaxStartups: at default of OpenSSH 10.0, effective 10:30:100"}
