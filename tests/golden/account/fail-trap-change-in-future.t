# A clock of the build was ahead.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: alice, uid: 1000, gid: 1000, password: yescrypt, last_change: 20501}
  volatile:
    - {part: accounts, key: collected_day, value: "20500"}
check:
  account: {select: with-password, last-change-past: true}
expect: {outcome: fail, object: alice, observed: "day 20501, collected on day 20500"}
