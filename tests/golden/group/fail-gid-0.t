# Another name for gid 0.
evidence:
  group_:
    - {name: root, gid: 0, members: ""}
    - {name: wheel, gid: 0, members: ""}
check:
  group: {gid: 0, only: [root]}
expect: {outcome: fail, object: wheel, observed: gid 0, total: 1}
