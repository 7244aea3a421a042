# It was never booted.
evidence:
  file: []
check:
  unit: {name: telnet.socket, active: inactive, absent-ok: true}
expect: {outcome: missing, reason: "no evidence of units: collect from a booted image"}
