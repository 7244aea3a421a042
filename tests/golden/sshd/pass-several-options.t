# Two keywords of one rule.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "ClientAliveInterval 5m\n"}
check:
  sshd: {option: [ClientAliveInterval, ClientAliveCountMax], above: 0}
expect: {outcome: pass, total: 2, setting: "sshd: ClientAliveCountMax: at default of OpenSSH 10.0, effective 3"}
