# Only newer ones.
evidence:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
check:
  available: {names: [b], at-most: "1"}
expect: {outcome: fail, expected: at most 1, observed: b-2-1.x86_64 is newer}
