# ... and where it has to be enabled it is missed.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  unit: {name: x.service, enabled: true}
expect: {outcome: fail, observed: absent}
