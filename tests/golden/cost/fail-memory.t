# More than the limit.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  volatile:
    - {part: scenario, key: lifecycle memory-mib, value: "230"}
    - {part: scenario, key: control memory-mib, value: "40"}
check:
  cost: {memory-mib: 100}
expect: {outcome: fail, expected: at most 100 MiB, observed: more than that}
