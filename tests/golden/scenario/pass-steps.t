# Every step of the actions that are asked about passed.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
    - {scenario: lifecycle, position: 1, action: active, object: "agent.service", outcome: passed, expected: "exit status 0", observed: ""}
check:
  scenario: {action: [install, active], product: agent}
expect: {outcome: pass, observed: 2 steps passed}
