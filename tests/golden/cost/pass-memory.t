# Less than the limit, once what a guest takes by itself is off.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  volatile:
    - {part: scenario, key: lifecycle memory-mib, value: "130"}
    - {part: scenario, key: control memory-mib, value: "40"}
check:
  cost: {memory-mib: 100}
expect: {outcome: pass, object: lifecycle, observed: at most 100 MiB}
