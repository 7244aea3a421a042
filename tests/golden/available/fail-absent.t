# A package that must not be there.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
check:
  available: {absent: [a]}
expect: {outcome: fail, object: a, expected: not available, observed: a-1-1.x86_64}
