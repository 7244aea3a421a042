# #include is not a comment, nor is #includedir.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
    - {path: /etc/sudoers.d/x.y, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty\n#include /etc/sudoers.d/x.y\n"}
    - {path: /etc/sudoers.d/x.y, truncated: 0, content: "Defaults !use_pty\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: fail, observed: "/etc/sudoers.d/x.y:1"}
