# Within "Match all" it is allowed.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Match all\nCiphers aes256-ctr\n"}
check:
  sshd: {option: Ciphers, only: [aes256-ctr]}
expect: {outcome: pass, observed: "aes256-ctr (/etc/ssh/sshd_config:2"}
