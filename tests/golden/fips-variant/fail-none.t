# None.
evidence:
  file:
    - {path: /usr/lib64/ossl-modules/legacy.so, type: file}
check:
  fips-variant: {allowed: [symcrypt, upstream]}
expect: {outcome: fail, observed: none}
