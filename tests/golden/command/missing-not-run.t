# Other commands were run, but not this one.
evidence:
  command:
    - {argv: x -a, end: exited, code: 0, output: "", errors: ""}
check:
  command: {argv: [x]}
expect: {outcome: missing, reason: "x was not run: collect again with this suite"}
