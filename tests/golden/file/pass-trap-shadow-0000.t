# 0000 keeps every mask.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/shadow, type: file, mode: "0000", uid: 0, gid: 0}
check:
  file: {path: /etc/shadow, without-bits: "0133", owner: root, group: root}
expect: {outcome: pass}
