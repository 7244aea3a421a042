# There is no file by default.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty\n"}
check:
  sudoers: {default: logfile, set: true}
expect: {outcome: fail, expected: set, observed: "not set (default of sudo)"}
