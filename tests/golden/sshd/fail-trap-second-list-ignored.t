# ... so that a good second list helps nothing.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Ciphers +aes128-cbc\nCiphers aes256-ctr\n"}
check:
  sshd: {option: Ciphers, forbidden: ["*-cbc*"]}
expect: {outcome: fail, object: Ciphers, observed: "aes128-cbc (/etc/ssh/sshd_config:1, not aes256-ctr"}
