# ChaCha20 is sound where key exchange is strict.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "\n"}
  package:
    - {nevra: openssh-server-10.0p1-1.x86_64, name: openssh-server, epoch: 0, version: "10.0p1", release: "1", arch: x86_64}
check:
  sshd: {option: Ciphers, forbidden-without-strict-kex: ["chacha20-poly1305@openssh.com"]}
expect: {outcome: pass}
