# No rpm database was collected.
evidence:
  file: []
check:
  provides: {name: a}
expect: {outcome: missing, reason: packages}
