# A value that is none.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults logfile=\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: error, reason: "/etc/sudoers:1"}
