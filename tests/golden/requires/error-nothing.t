# No dependency at all cannot be true of a real system.
evidence:
  file: []
  package: []
check:
  requires: {}
expect: {outcome: error, reason: no dependency to judge}
