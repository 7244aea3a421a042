# The group that has to be there is not.
evidence:
  group_:
    - {name: root, gid: 0, members: ""}
check:
  group: {name: ssh_keys}
expect: {outcome: fail, object: ssh_keys, observed: there is none}
