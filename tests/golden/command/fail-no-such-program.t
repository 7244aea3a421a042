# The image does not have the program.
evidence:
  command:
    - {argv: getenforce, end: not-found, code: 127, output: "", errors: ""}
check:
  command: {argv: [getenforce], absent: Permissive}
expect: {outcome: fail, observed: the image has no such program}
