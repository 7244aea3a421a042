# The scenarios are of another product.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
check:
  scenario: {product: other}
expect: {outcome: missing, reason: no scenario of that product}
