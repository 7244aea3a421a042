# What has to work does not.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: /etc/pki/tls/openssl.d/fipsmodule.cnf, stated: aa, computed: aa}
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 1, output: "", errors: "no such digest"}
    - {argv: "/usr/bin/openssl pkeyutl -sign", end: exited, code: 0, output: "", errors: ""}
check:
  crypto: {cases: cases.txt, group: absent}
expect: {outcome: fail, object: works, observed: "refused: no such digest"}
