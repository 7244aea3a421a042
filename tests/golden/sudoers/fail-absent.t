# Without its file sudo lets nobody do anything.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudo.conf, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudo.conf, truncated: 0, content: "# nothing\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: fail, observed: "not there"}
