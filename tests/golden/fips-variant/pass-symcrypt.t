# Another provider.
evidence:
  file:
    - {path: /usr/lib64/ossl-modules/symcryptprovider.so, type: file}
check:
  fips-variant: {allowed: [symcrypt, upstream]}
expect: {outcome: pass, observed: symcrypt}
