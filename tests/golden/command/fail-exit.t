# The right output does not make up for the exit status.
evidence:
  command:
    - {argv: "rpm -q x", end: exited, code: 1, output: "x", errors: "database is locked"}
check:
  command: {argv: [rpm, -q, x], stdout: x}
expect: {outcome: fail, object: rpm -q x, expected: exit status 0, observed: "exit status 1: database is locked", total: 1}
