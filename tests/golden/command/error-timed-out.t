# Half of an output decides nothing.
evidence:
  command:
    - {argv: x, end: timed-out, code: 0, output: "ok", errors: ""}
check:
  command: {argv: [x], stdout: ok}
expect: {outcome: error, reason: "x: ran longer than it may"}
