# "Match all" overrides what stands outside, before or behind.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "X11Forwarding yes\nMatch all\nX11Forwarding no\n"}
check:
  sshd: {option: X11Forwarding, equals: "no"}
expect: {outcome: pass, observed: "no (/etc/ssh/sshd_config:3, not yes at"}
