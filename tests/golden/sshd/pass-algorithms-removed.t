# A minus edits the built-in list, with wildcards; a second list is ignored.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Ciphers -*cbc,chacha20*\nCiphers aes128-cbc\n"}
check:
  sshd: {option: Ciphers, forbidden: ["*cbc", "chacha20*"]}
expect: {outcome: pass, observed: aes128-gcm@openssh.com}
