# Two of them.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: /etc/pki/tls/openssl.d/fipsmodule.cnf, stated: aa, computed: aa}
  file:
    - {path: /usr/lib64/ossl-modules/symcryptprovider.so, type: file}
check:
  fips-variant: {allowed: [symcrypt, upstream]}
expect: {outcome: fail, expected: exactly one, observed: "upstream, symcrypt"}
