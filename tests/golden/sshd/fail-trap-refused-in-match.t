# Ciphers within Match: sshd does not start.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin no\nMatch User bob\nCiphers aes256-ctr\n"}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: fail, object: /etc/ssh/sshd_config, observed: "/etc/ssh/sshd_config:3: Ciphers is not allowed within Match: sshd does not start"}
