# Fewer bits than may be.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /etc/shadow, type: file, mode: "0000", uid: 0, gid: 0}
check:
  file: {path: /etc/shadow, mode-at-most: "0640"}
expect: {outcome: pass}
