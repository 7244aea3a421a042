# One is there, one is not.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
check:
  available: {names: [a, zzzzzz]}
expect: {outcome: fail, object: zzzzzz, observed: no package of that name, total: 1}
