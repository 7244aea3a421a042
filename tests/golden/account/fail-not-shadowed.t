# The hash stands where all can read it.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: alice, uid: 1000, gid: 1000, password: sha512, shadowed: 0}
check:
  account: {select: all, shadowed: true}
expect: {outcome: fail, object: alice, observed: "password sha512 in passwd(5)"}
