# It ends well but says something else.
evidence:
  command:
    - {argv: getenforce, end: exited, code: 0, output: "Permissive\n", errors: ""}
check:
  command: {argv: [getenforce], stdout: "^Enforcing$"}
expect: {outcome: fail, object: getenforce, expected: "output matching ^Enforcing$", observed: Permissive}
