# ... as the vendor unit does.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sysconfig, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib/systemd, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib/systemd/system, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/lib/systemd/system/sshd.service, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/sysconfig/sshd, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin no\n"}
    - {path: /usr/lib/systemd/system/sshd.service, truncated: 0, content: "[Service]\nExecStart=/usr/sbin/sshd -D $OPTIONS\n"}
    - {path: /etc/sysconfig/sshd, truncated: 0, content: "OPTIONS=-oPermitRootLogin=yes\n"}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: fail, observed: "yes (/etc/sysconfig/sshd:1"}
