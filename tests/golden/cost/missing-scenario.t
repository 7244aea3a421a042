# No scenario rebooted.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  volatile:
    - {part: scenario, key: control boot-ms, value: "6000"}
check:
  cost: {boot-ms: 100}
expect: {outcome: missing, reason: measured in no scenario}
