# 0600 is less than 0644.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/passwd, type: file, mode: "0600", uid: 0, gid: 0}
check:
  file: {path: /etc/passwd, without-bits: "0133", owner: root}
expect: {outcome: pass}
