# One algorithm is not of the list.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "KexAlgorithms curve25519-sha256,diffie-hellman-group1-sha1\n"}
check:
  sshd: {option: KexAlgorithms, only: [curve25519*, mlkem*]}
expect: {outcome: fail, expected: "only curve25519*, mlkem*"}
