# An earlier step failed, so this one says nothing.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: failed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: failed, expected: "exit status 0", observed: ""}
    - {scenario: lifecycle, position: 1, action: erase, object: "agent", outcome: not-run, expected: "exit status 0", observed: ""}
check:
  scenario: {action: [erase]}
expect: {outcome: missing, reason: 1 of 1 steps}
