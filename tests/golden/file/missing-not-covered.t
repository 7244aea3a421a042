# Without the whole image not everything has a row.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/x, type: file, mode: "0600", uid: 0, gid: 0}
  part:
    - {name: config, state: complete, reason: ""}
check:
  file: {path: /usr/share/x, present: false}
expect: {outcome: missing, reason: "/usr/share/x: not collected"}
