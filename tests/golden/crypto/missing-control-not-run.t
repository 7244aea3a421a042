# The control was not run.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: /etc/pki/tls/openssl.d/fipsmodule.cnf, stated: aa, computed: aa}
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 0, output: "BA78:16bf  -", errors: ""}
    - {argv: "/usr/bin/openssl dgst -md5", end: exited, code: 1, output: "", errors: ""}
check:
  crypto: {cases: cases.txt, group: deny}
expect: {outcome: missing, reason: its control was not run}
