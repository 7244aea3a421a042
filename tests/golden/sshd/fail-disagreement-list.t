# sshd has a word that the files do not give it.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Ciphers aes256-ctr\n"}
  command:
    - {argv: /usr/sbin/sshd -T, end: exited, code: 0, output: "ciphers aes256-ctr,aes256-cbc\n", errors: ""}
check:
  sshd: {option: Ciphers, forbidden: ["*-cbc"]}
expect: {outcome: fail, observed: "sshd says aes256-ctr,aes256-cbc"}
