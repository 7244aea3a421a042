# With two providers nobody can say what to expect.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: /etc/pki/tls/openssl.d/fipsmodule.cnf, stated: aa, computed: aa}
  file:
    - {path: /usr/lib64/ossl-modules/symcryptprovider.so, type: file}
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 0, output: "BA78:16bf  -", errors: ""}
check:
  crypto: {cases: cases.txt, group: deny}
expect: {outcome: error, reason: more than one FIPS provider}
