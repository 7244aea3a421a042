# Another release.
evidence:
  available:
    - {nevra: a-1-1.fc43.x86_64, name: a, version: 1, release: 1.fc43, arch: x86_64}
check:
  available: {names: [a], release: '\.azl4'}
expect: {outcome: fail, observed: a-1-1.fc43.x86_64}
