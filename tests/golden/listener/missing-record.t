# Nothing was written down.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  listener: {record: true}
expect: {outcome: missing, reason: "no evidence of listeners"}
