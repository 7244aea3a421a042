# ... of a glob, too.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/x, type: symlink, mode: "0777", uid: 0, gid: 0, target: /data/x}
  part:
    - {name: config, state: complete, reason: ""}
check:
  file: {paths: ["/etc/x/*"], optional: true, mode-at-most: "0644"}
expect: {outcome: missing, reason: "/data"}
