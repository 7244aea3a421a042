# Something asks for it, but there is no such unit.
evidence:
  unit:
    - {name: sshd.service, load: not-found, active: inactive, sub: dead, file_state: ""}
check:
  unit: {name: sshd.service, active: inactive}
expect: {outcome: fail, observed: not there}
