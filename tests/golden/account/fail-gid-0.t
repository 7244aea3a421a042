# The group of root is root's.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: games, uid: 12, gid: 0}
check:
  account: {select: gid-0, only: [root, sync]}
expect: {outcome: fail, object: games}
