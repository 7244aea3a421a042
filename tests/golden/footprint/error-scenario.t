# A scenario that says nothing about the product.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: error, reason: "QEMU was killed"}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
check:
  footprint: {after: install}
expect: {outcome: error, reason: QEMU was killed}
