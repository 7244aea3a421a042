# Files of nobody knows which group.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: alice, uid: 1000, gid: 1000}
  group_:
    - {name: root, gid: 0}
check:
  account: {select: all, group-exists: true}
expect: {outcome: fail, object: alice, observed: "gid 1000, which no group has"}
