# Nought is not above nought, though each is allowed.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "ClientAliveInterval 15\nClientAliveCountMax 0\n"}
check:
  sshd: {option: [ClientAliveInterval, ClientAliveCountMax], above: 0}
expect: {outcome: fail, object: ClientAliveCountMax, expected: more than 0, observed: "0 (", total: 1}
