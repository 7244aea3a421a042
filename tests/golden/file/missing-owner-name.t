# Without accounts a name says nothing.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/x, type: file, mode: "0600", uid: 990, gid: 0}
check:
  file: {path: /etc/x, owner: chrony}
expect: {outcome: missing, reason: "not known without accounts"}
