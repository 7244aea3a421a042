# What the manifest keeps counts for nothing unless the policy says so; and what it declares never does.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
    - {scenario: lifecycle, position: 1, action: erase, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  declared:
    - {product: agent, class: package, object: agent, keeps: 0}
    - {product: agent, class: listener, object: "tcp * 9100", keeps: 0}
    - {product: agent, class: file, object: "/var/lib/agent*", keeps: 1}
  footprint:
    - {scenario: lifecycle, span: erase, class: file, object: "/var/lib/agent/state", change: added, owner: ""}
    - {scenario: lifecycle, span: erase, class: listener, object: "tcp 0.0.0.0 9100", change: added, owner: ""}
check:
  footprint: {after: erase}
expect: {outcome: fail, expected: as it was before, total: 2}
