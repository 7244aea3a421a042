# The policy forbids it though a package owns it and the manifest declares it.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  declared:
    - {product: agent, class: set-id, object: "*", keeps: 0}
  footprint:
    - {scenario: lifecycle, span: install, class: package, object: "agent", change: added, owner: "agent"}
    - {scenario: lifecycle, span: install, class: set-id, object: "/usr/libexec/agent/bash", change: added, owner: "agent", after: "file 4755 0:0"}
check:
  footprint: {after: install, classes: [set-id], forbid: ['set-id */bash']}
expect: {outcome: fail, expected: the profile forbids it, total: 1}
