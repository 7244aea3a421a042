# Those who may.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: sync, uid: 5, gid: 0}
check:
  account: {select: gid-0, only: [root, sync]}
expect: {outcome: pass}
