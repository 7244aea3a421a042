# What is not asked about may fail.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: failed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
    - {scenario: lifecycle, position: 1, action: active, object: "agent.service", outcome: failed, expected: "exit status 0", observed: ""}
check:
  scenario: {action: [install]}
expect: {outcome: pass, object: install}
