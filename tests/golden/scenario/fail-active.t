# A unit failed, and the one after it was not asked.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: failed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
    - {scenario: lifecycle, position: 1, action: active, object: "agent.service", outcome: failed, expected: "active, and stays so", observed: "failed: exit-code"}
    - {scenario: lifecycle, position: 2, action: active, object: "other.service", outcome: not-run, expected: "exit status 0", observed: ""}
check:
  scenario: {action: [active]}
expect: {outcome: fail, object: "lifecycle: active agent.service", expected: stays so, observed: exit-code, total: 1}
