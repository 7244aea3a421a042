# What the manifest keeps may stay where the policy says so.
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
check:
  footprint: {after: erase, kept: true}
expect: {outcome: pass, observed: 1 declared}
