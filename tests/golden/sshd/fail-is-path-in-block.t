# A block turns the banner off.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/issue.net, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Banner /etc/issue.net\nMatch User backup\nBanner none\n"}
    - {path: /etc/issue.net, truncated: 0, content: "Hello.\n"}
check:
  sshd: {option: Banner, is-path: true, scope: everywhere}
expect: {outcome: fail, object: Banner in Match User backup, total: 1}
