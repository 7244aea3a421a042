# A rule is of one class alone.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  footprint:
    - {scenario: lifecycle, span: install, class: user, object: "agent", change: added, owner: ""}
check:
  footprint: {after: install, allow: ['group *', 'file *']}
expect: {outcome: fail, object: user agent, total: 1}
