# The manifest promises less than the policy allows.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  declared:
    - {product: agent, class: boot-ms, object: "2000", keeps: 0}
  volatile:
    - {part: scenario, key: lifecycle boot-ms, value: "9000"}
    - {part: scenario, key: control boot-ms, value: "6000"}
check:
  cost: {boot-ms: 10000}
expect: {outcome: fail, expected: at most 2000 ms, observed: more than that}
