# No look at the files was taken.
evidence:
  kernel: []
check:
  unit: {name: x.service, enabled: true}
expect: {outcome: missing, reason: "no evidence of config"}
