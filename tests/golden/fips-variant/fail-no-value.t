# fips.so that no fipsmodule.cnf knows is no provider that could start.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: "", stated: aa, computed: aa}
check:
  fips-variant: {allowed: [upstream]}
expect: {outcome: fail, observed: none}
