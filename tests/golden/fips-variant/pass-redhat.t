# The value stands in the file itself.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: .rodata1, stated: aa, computed: aa}
check:
  fips-variant: {allowed: [redhat]}
expect: {outcome: pass, observed: redhat}
