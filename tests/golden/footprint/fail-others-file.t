# A file of a package that was there before was changed.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  footprint:
    - {scenario: lifecycle, span: install, class: package, object: "agent", change: added, owner: "agent"}
    - {scenario: lifecycle, span: install, class: file, object: "/etc/sudoers", change: changed, owner: "sudo", before: "file 0440 0:0, sha256 a", after: "file 0440 0:0, sha256 b"}
check:
  footprint: {after: install}
expect: {outcome: fail, object: /etc/sudoers, observed: of package sudo, total: 1}
