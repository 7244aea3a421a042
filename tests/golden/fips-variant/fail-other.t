# One that is not allowed.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: .rodata1, stated: aa, computed: aa}
check:
  fips-variant: {allowed: [upstream]}
expect: {outcome: fail, observed: redhat}
