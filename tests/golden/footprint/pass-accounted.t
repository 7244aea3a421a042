# Owned, declared, allowed, and a package that came along.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  declared:
    - {product: agent, class: package, object: agent, keeps: 0}
    - {product: agent, class: listener, object: "tcp * 9100", keeps: 0}
    - {product: agent, class: file, object: "/var/lib/agent*", keeps: 1}
  footprint:
    - {scenario: lifecycle, span: install, class: package, object: "agent", change: added, owner: "agent", after: "1-1.x86_64"}
    - {scenario: lifecycle, span: install, class: package, object: "libdep", change: added, owner: "libdep", after: "2-1.x86_64"}
    - {scenario: lifecycle, span: install, class: file, object: "/usr/bin/agent", change: added, owner: "agent"}
    - {scenario: lifecycle, span: install, class: file, object: "/usr/lib64/libdep.so", change: added, owner: "libdep"}
    - {scenario: lifecycle, span: install, class: listener, object: "tcp 0.0.0.0 9100", change: added, owner: "", after: "agent"}
    - {scenario: lifecycle, span: install, class: listener, object: "tcp 127.0.0.1 9101", change: added, owner: ""}
check:
  footprint: {after: install, allow: ['listener tcp 127.*']}
expect: {outcome: pass, observed: "6 differences: 3 of packages, 2 declared, 1 allowed; packages that came along: libdep"}
