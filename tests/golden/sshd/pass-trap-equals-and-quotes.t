# Keyword=value and quotes are good syntax.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/issue.net, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "PermitRootLogin=\"no\"\nBanner \"/etc/issue.net\"\n"}
    - {path: /etc/issue.net, truncated: 0, content: "Hello.\n"}
check:
  sshd: {option: Banner, is-path: true}
expect: {outcome: pass, observed: "/etc/issue.net (/etc/ssh/sshd_config:2"}
