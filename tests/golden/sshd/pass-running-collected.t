# What is not set is not printed, and an order is no difference.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "DenyUsers root bin\n"}
  command:
    - {argv: /usr/sbin/sshd -T, end: exited, code: 0, output: "denyusers bin\ndenyusers root\n", errors: ""}
check:
  sshd: {any-of-set: [AllowUsers, DenyUsers]}
expect: {outcome: pass, setting: "effective root bin, running bin root"}
