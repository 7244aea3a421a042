# No such package: the nearest name is told.
evidence:
  available:
    - {nevra: nginx-1-1.x86_64, name: nginx, version: 1, release: 1, arch: x86_64}
check:
  available: {names: [ngnix]}
expect: {outcome: fail, object: ngnix, expected: available, observed: the nearest is nginx}
