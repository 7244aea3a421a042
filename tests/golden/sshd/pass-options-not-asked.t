# sshd -T does not see the command line: no disagreement.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sysconfig, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/sysconfig/sshd, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin yes\n"}
    - {path: /etc/sysconfig/sshd, truncated: 0, content: "OPTIONS=\"-oPermitRootLogin=no\"\n"}
  command:
    - {argv: /usr/sbin/sshd -T, end: exited, code: 0, output: "permitrootlogin yes\n", errors: ""}
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: pass, setting: "set no at /etc/sysconfig/sshd:1, effective no, over /etc/ssh/sshd_config:1: yes"}
