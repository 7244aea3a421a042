# ... in a line that goes on.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "bob ALL = \\\n  NOPASSWD: ALL\n"}
check:
  sudoers: {tag: NOPASSWD, absent: true}
expect: {outcome: fail, object: "/etc/sudoers:1"}
