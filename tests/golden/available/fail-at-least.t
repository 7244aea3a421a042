# Only older ones.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
check:
  available: {names: [a], at-least: "2"}
expect: {outcome: fail, expected: at least 2, observed: a-1-1.x86_64 is older}
