# It ends well and says what it should; one line is told.
evidence:
  command:
    - {argv: getenforce, end: exited, code: 0, output: "Enforcing\n", errors: ""}
check:
  command: {argv: [getenforce], stdout: "^Enforcing$", absent: Permissive}
expect: {outcome: pass, object: getenforce, observed: "exit status 0: Enforcing"}
