# The design prefers the provider, and the documentation says refused: recorded, both ways.
evidence:
  file:
    - {path: /usr/lib64/ossl-modules/symcryptprovider.so, type: file}
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 0, output: "BA78:16bf  -", errors: ""}
    - {argv: "/usr/bin/openssl dgst -md5", end: exited, code: 0, output: "9001", errors: ""}
check:
  crypto: {cases: cases.txt, group: deny}
expect: {outcome: pass, object: md5, observed: "recorded: answered; the documentation says refused"}
