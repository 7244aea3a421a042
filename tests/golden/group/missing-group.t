# Without a single group there was no group(5) to read.
evidence:
  account:
    - {name: root, uid: 0}
check:
  group: {name: docker, present: false}
expect: {outcome: missing, reason: no group(5)}
