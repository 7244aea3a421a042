# It crashed; what it printed before does not matter.
evidence:
  command:
    - {argv: x, end: signaled, code: 11, output: "half", errors: ""}
check:
  command: {argv: [x], exit: -1, stdout: ok}
expect: {outcome: fail, expected: an end of its own, observed: killed by signal 11, total: 1}
