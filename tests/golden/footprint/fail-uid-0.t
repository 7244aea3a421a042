# A user with root's number, which a package's sysusers.d makes.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  footprint:
    - {scenario: lifecycle, span: install, class: package, object: "agent", change: added, owner: "agent"}
    - {scenario: lifecycle, span: install, class: user, object: "toor", change: added, owner: "agent", after: "uid 0, gid 990, home /, shell /bin/sh, password set"}
    - {scenario: lifecycle, span: install, class: user, object: "agent", change: added, owner: "agent", after: "uid 990, gid 990, home /, shell /sbin/nologin, password locked"}
check:
  footprint: {after: install}
expect: {outcome: fail, object: toor, total: 1}
