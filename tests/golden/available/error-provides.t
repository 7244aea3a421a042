# A capability that cannot be read.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
check:
  available: {provides: ["(a and"]}
expect: {outcome: error, reason: solver cannot answer}
