# A file that nobody owns, beside one that a package owns.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  footprint:
    - {scenario: lifecycle, span: install, class: package, object: "agent", change: added, owner: "agent"}
    - {scenario: lifecycle, span: install, class: file, object: "/usr/bin/agent", change: added, owner: "agent"}
    - {scenario: lifecycle, span: install, class: file, object: "/opt/stray", change: added, owner: "", after: "file 0644 0:0"}
check:
  footprint: {after: install, classes: [file]}
expect: {outcome: fail, object: file /opt/stray, observed: "added in lifecycle: file 0644 0:0", total: 1}
