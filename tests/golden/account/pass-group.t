# The group is there.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: alice, uid: 1000, gid: 1000}
  group_:
    - {name: alice, gid: 1000}
check:
  account: {select: all, group-exists: true}
expect: {outcome: pass}
