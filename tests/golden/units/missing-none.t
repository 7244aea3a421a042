# A running system has units; a list without them was never made.
evidence:
  unit: []
check:
  units: {failed: none}
expect: {outcome: missing, reason: no unit to look at}
