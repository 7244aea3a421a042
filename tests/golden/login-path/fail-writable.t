# A folder that its group may write to.
evidence:
  file:
    - {path: /usr, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/sbin, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/games, type: directory, mode: "775", uid: 0, gid: 0}
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        PATH=/usr/games:$PATH
check:
  login-path: {mask: "0022"}
expect: {outcome: fail, object: /usr/games, expected: closed to others, observed: "mode 0775"}
