# Two groups, one id.
evidence:
  group_:
    - {name: a, gid: 5, members: ""}
    - {name: b, gid: 5, members: ""}
check:
  group: {unique: gid}
expect: {outcome: fail, object: a, observed: "gid 5, as b has"}
