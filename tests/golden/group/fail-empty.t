# A group that grants much has to be empty.
evidence:
  group_:
    - {name: docker, gid: 990, members: alice}
check:
  group: {name: docker, empty: true}
expect: {outcome: fail, object: docker, observed: alice}
