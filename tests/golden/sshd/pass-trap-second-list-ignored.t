# A minus with wildcards edits the built-in list, and a second Ciphers is ignored.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Ciphers -*cbc,chacha20*\nCiphers aes256-ctr\n"}
check:
  sshd: {option: Ciphers, forbidden: ["*-cbc*", "chacha20*"], contains: [aes128-ctr]}
expect: {outcome: pass, setting: "over /etc/ssh/sshd_config:2: aes256-ctr"}
