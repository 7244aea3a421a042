# A banner that is not there is not shown.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Banner /etc/issue.net\n"}
check:
  sshd: {option: Banner, is-path: true}
expect: {outcome: fail, observed: /etc/issue.net}
