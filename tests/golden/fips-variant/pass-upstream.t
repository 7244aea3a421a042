# The value stands in fipsmodule.cnf.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: /etc/pki/tls/openssl.d/fipsmodule.cnf, stated: aa, computed: aa}
check:
  fips-variant: {allowed: [upstream]}
expect: {outcome: pass, observed: upstream}
