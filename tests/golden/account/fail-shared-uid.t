# Two names, one uid.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: alice, uid: 1000, gid: 1000, password: locked}
    - {name: bob, uid: 1000, gid: 1000, password: locked}
check:
  account: {select: all, unique: uid}
expect: {outcome: fail, object: alice, observed: "uid 1000, as bob has", total: 2}
