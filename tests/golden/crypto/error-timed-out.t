# A call that did not end has said nothing.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: /etc/pki/tls/openssl.d/fipsmodule.cnf, stated: aa, computed: aa}
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 0, output: "BA78:16bf  -", errors: ""}
    - {argv: "/usr/bin/openssl dgst -md5", end: timed-out, code: 0, output: "", errors: ""}
check:
  crypto: {cases: cases.txt, group: deny}
expect: {outcome: error, reason: "md5: timed-out"}
