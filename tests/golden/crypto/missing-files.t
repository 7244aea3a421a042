# Without files the variant is not known.
evidence:
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 0, output: "BA78:16bf  -", errors: ""}
check:
  crypto: {cases: cases.txt, group: deny}
expect: {outcome: missing}
