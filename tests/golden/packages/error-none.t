# A database with nothing in it.
evidence:
  package: []
check:
  packages: {signed: true}
expect: {outcome: error, reason: no package to judge}
