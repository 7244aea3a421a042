# ... and when it is the main file sudo refuses all.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 1000, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: fail, object: /etc/sudoers, observed: "its owner is not root: sudo refuses it"}
