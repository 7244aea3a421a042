# A scenario that says nothing about the product.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: error, reason: "the canary of an earlier guest is there"}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
check:
  scenario: {action: [install]}
expect: {outcome: error, reason: canary}
