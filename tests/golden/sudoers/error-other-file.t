# The front end names another file.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
    - {path: /etc/sudo.conf, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty\n"}
    - {path: /etc/sudo.conf, truncated: 0, content: "# comment\nPlugin sudoers_policy sudoers.so sudoers_file=/etc/other\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: error, reason: "/etc/sudo.conf"}
