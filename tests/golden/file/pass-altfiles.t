# One name, two numbers: /usr/lib/passwd has the other.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/x, type: file, mode: "0600", uid: 12, gid: 0}
  account:
    - {name: games, uid: 5, gid: 0}
    - {name: games, uid: 12, gid: 0}
  group_:
    - {name: root, gid: 0}
check:
  file: {path: /etc/x, owner: games}
expect: {outcome: pass}
