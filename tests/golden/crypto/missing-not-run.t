# The commands of another suite were run.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: /etc/pki/tls/openssl.d/fipsmodule.cnf, stated: aa, computed: aa}
  command:
    - {argv: "true", end: exited, code: 0, output: "", errors: ""}
check:
  crypto: {cases: cases.txt, group: deny}
expect: {outcome: missing, reason: was not run}
