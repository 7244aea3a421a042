# An image without any FIPS provider is measured by the strict column.
evidence:
  file:
    - {path: /usr/lib64/ossl-modules/legacy.so, type: file}
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 0, output: "BA78:16bf  -", errors: ""}
    - {argv: "/usr/bin/openssl dgst -md5", end: exited, code: 0, output: "9001", errors: ""}
check:
  crypto: {cases: cases.txt, group: deny}
expect: {outcome: fail, object: md5}
