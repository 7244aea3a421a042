# Nobody knows when this was collected.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: alice, uid: 1000, gid: 1000, password: yescrypt, last_change: 20500}
check:
  account: {select: with-password, last-change-past: true}
expect: {outcome: missing, reason: the day}
