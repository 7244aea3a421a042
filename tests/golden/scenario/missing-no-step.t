# No scenario reboots.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
check:
  scenario: {action: [reboot]}
expect: {outcome: missing, reason: "no scenario has a step of this kind: reboot"}
