# The firewall could not be asked.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  footprint:
    - {scenario: lifecycle, span: install, class: firewall, object: "firewall", change: unknown, owner: "", after: "there is no nft"}
check:
  footprint: {after: install, classes: [firewall]}
expect: {outcome: missing, reason: there is no nft}
