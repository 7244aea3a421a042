# A package of the system had to go for it; a key came.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  footprint:
    - {scenario: lifecycle, span: install, class: package, object: "sudo", change: removed, owner: "sudo", before: "1-1"}
    - {scenario: lifecycle, span: install, class: package, object: "gpg-pubkey", change: added, owner: "gpg-pubkey"}
check:
  footprint: {after: install}
expect: {outcome: fail, object: package sudo, total: 2}
