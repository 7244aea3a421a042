# The installation failed.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: failed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: failed, expected: "exit status 0", observed: ""}
check:
  footprint: {after: install}
expect: {outcome: missing, reason: did not pass}
