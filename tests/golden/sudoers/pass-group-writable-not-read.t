# A file that others may write is not read.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
    - {path: /etc/sudoers.d/x, type: file, mode: "0666", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "root ALL=(ALL) ALL\n@includedir /etc/sudoers.d\n"}
    - {path: /etc/sudoers.d/x, truncated: 0, content: "bob ALL=(ALL) NOPASSWD: ALL\n"}
check:
  sudoers: {tag: NOPASSWD, absent: true}
expect: {outcome: pass, unchecked: "/etc/sudoers.d/x: sudo does not read it: all may write it"}
