# The evidence is the repository.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
check:
  available: {names: [a], absent: [b]}
expect: {outcome: pass}
