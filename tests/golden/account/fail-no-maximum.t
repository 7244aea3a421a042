# A password that lives for ever is not at most a year old.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: alice, uid: 1000, gid: 1000, password: yescrypt}
check:
  account: {select: people, max-days-at-most: 365}
expect: {outcome: fail, object: alice, expected: max days at most 365, observed: max days not set}
