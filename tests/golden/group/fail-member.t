# Somebody else is in it.
evidence:
  group_:
    - {name: wheel, gid: 10, members: "alice,mallory"}
check:
  group: {name: wheel, only: [alice]}
expect: {outcome: fail, object: wheel, expected: not a member, observed: mallory, total: 1}
