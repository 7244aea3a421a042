# Packages of these names, one in each repository.
evidence:
  file: []
repository:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
repository2:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
check:
  available: {names: [a, b]}
expect: {outcome: pass, object: b, observed: b-2-1.x86_64}
