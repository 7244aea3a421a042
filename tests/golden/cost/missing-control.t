# Nobody measured a guest without the product.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  volatile:
    - {part: scenario, key: lifecycle memory-mib, value: "130"}
check:
  cost: {memory-mib: 100}
expect: {outcome: missing, reason: without the product was not measured}
