# A file whose text is not at hand may say anything.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
    - {path: /etc/sudoers.d/x, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty\n@includedir /etc/sudoers.d\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: error, reason: "/etc/sudoers.d/x: its text is not in the evidence"}
