# The old form of a folder.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
    - {path: /etc/sudoers.d/b, type: file, mode: "0440", uid: 0, gid: 0}
    - {path: /etc/sudoers.d/a, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty\n#includedir /etc/sudoers.d\n"}
    - {path: /etc/sudoers.d/b, truncated: 0, content: "Defaults !use_pty\n"}
    - {path: /etc/sudoers.d/a, truncated: 0, content: "Defaults use_pty\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: fail, observed: "/etc/sudoers.d/b:1"}
