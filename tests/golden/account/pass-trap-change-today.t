# Changed on the very day.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: alice, uid: 1000, gid: 1000, password: yescrypt, last_change: 20500}
    - {name: root, uid: 0, gid: 0, password: locked, last_change: 99999}
  volatile:
    - {part: accounts, key: collected_day, value: "20500"}
check:
  account: {select: with-password, last-change-past: true}
expect: {outcome: pass}
