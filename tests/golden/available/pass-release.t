# The right release.
evidence:
  available:
    - {nevra: a-1-1.azl4.x86_64, name: a, version: 1, release: 1.azl4, arch: x86_64}
check:
  available: {names: [a], release: '\.azl4'}
expect: {outcome: pass}
