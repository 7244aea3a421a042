# A drop-in of the unit gives sshd another command line.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/systemd, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/systemd/system, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/systemd/system/sshd.service.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib/systemd, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib/systemd/system, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/lib/systemd/system/sshd.service, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/systemd/system/sshd.service.d/10-local.conf, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin no\n"}
    - {path: /usr/lib/systemd/system/sshd.service, truncated: 0, content: "[Service]\nExecStart=/usr/sbin/sshd -D $OPTIONS\n"}
    - {path: /etc/systemd/system/sshd.service.d/10-local.conf, truncated: 0, content: "[Service]\nExecStart=\nExecStart=/usr/sbin/sshd -D -o PermitRootLogin=yes\n"}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: fail, observed: "yes (/etc/systemd/system/sshd.service.d/10-local.conf:3"}
