# It was never booted.
evidence:
  file: []
check:
  console: {absent: [panic]}
expect: {outcome: missing, reason: "no evidence of boot: collect from a booted image"}
