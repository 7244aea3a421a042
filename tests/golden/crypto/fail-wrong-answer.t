# The answer is another one.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: /etc/pki/tls/openssl.d/fipsmodule.cnf, stated: aa, computed: aa}
  command:
    - {argv: "+a.bin=616263 /bin/sh -c cat a.bin", end: exited, code: 0, output: "xyz", errors: ""}
check:
  crypto: {cases: cases.txt, group: answer}
expect: {outcome: fail, object: works, expected: abcq, observed: xyz}
