# Without the whole image /usr/share has no rows, but for what a rule about all of it needs.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/x, type: file, mode: "0600", uid: 0, gid: 0}
  part:
    - {name: config, state: complete, reason: ""}
check:
  files: {match: ["/usr/share/*"], owner: 0}
expect: {outcome: missing, reason: "not collected"}
