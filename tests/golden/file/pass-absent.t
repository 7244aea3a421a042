# Nothing stands there.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755"}
check:
  file: {path: /etc/redhat-release, present: false}
expect: {outcome: pass, observed: not there}
