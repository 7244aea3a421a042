# The members are the ones allowed.
evidence:
  group_:
    - {name: wheel, gid: 10, members: "alice,bob"}
check:
  group: {name: wheel, gid: 10, members: [alice], only: [alice, bob]}
expect: {outcome: pass, object: wheel, observed: "gid 10, members: alice,bob"}
