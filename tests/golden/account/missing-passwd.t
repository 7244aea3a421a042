# Without a single account there was no passwd to read.
evidence:
  file:
    - {path: /etc, type: directory}
  account: []
check:
  account: {select: all, password-not: [empty]}
expect: {outcome: missing, reason: "no passwd(5)"}
