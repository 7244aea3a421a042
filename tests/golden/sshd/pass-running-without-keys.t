# Without host keys sshd -T ends badly; sshd -G does not.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "MaxStartups 10\n"}
  command:
    - {argv: /usr/sbin/sshd -T, end: exited, code: 1, output: "", errors: "sshd: no hostkeys available -- exiting."}
    - {argv: /usr/sbin/sshd -G, end: exited, code: 0, output: "maxstartups 10:30:10\n", errors: ""}
check:
  sshd: {option: MaxStartups, parts-at-most: "10:30:60"}
expect: {outcome: pass, setting: "running 10:30:10"}
