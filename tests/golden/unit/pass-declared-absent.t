# A unit that is not there is not enabled.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  unit: {name: x.service, enabled: false}
expect: {outcome: pass, observed: absent}
