# A plus takes wildcards: of all that is compiled in.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Ciphers +aes256-*\n"}
check:
  sshd: {option: Ciphers, forbidden: ["*-cbc*"]}
expect: {outcome: fail, observed: "aes256-cbc"}
