# Letters that take nothing may stand before -o; the last OPTIONS counts.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sysconfig, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/sysconfig/sshd, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin no\n"}
    - {path: /etc/sysconfig/sshd, truncated: 0, content: "OPTIONS=\"\"\nOPTIONS=\"-De4oPermitRootLogin=yes\"\n"}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: fail, observed: "yes (/etc/sysconfig/sshd:2"}
