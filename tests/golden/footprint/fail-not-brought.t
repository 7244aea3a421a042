# A scriptlet installed a package of its own: it owns nothing, and is nobody's.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  footprint:
    - {scenario: lifecycle, span: install, class: package, object: "agent", change: added, owner: "agent"}
    - {scenario: lifecycle, span: install, class: package, object: "hidden", change: added, owner: ""}
    - {scenario: lifecycle, span: install, class: file, object: "/usr/bin/hidden", change: added, owner: "hidden"}
check:
  footprint: {after: install}
expect: {outcome: fail, object: "package hidden", total: 2}
