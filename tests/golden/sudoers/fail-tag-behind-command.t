# A tag of the second command; a blank before the colon.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "bob ALL = /bin/ls /root, (root) NOEXEC: NOPASSWD : /bin/cat, /bin/x\n"}
check:
  sudoers: {tag: NOPASSWD, absent: true}
expect: {outcome: fail, total: 1}
