# "Match all" is no condition.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Match all\nX11Forwarding no\n"}
check:
  sshd: {option: X11Forwarding, equals: "no"}
expect: {outcome: pass, observed: "/etc/ssh/sshd_config:2"}
