# Of names that are as near, the one that begins the same.
evidence:
  available:
    - {nevra: afnix-1-1.x86_64, name: afnix, version: 1, release: 1, arch: x86_64}
    - {nevra: nginx-1-1.x86_64, name: nginx, version: 1, release: 1, arch: x86_64}
check:
  available: {names: [ngnix]}
expect: {outcome: fail, observed: the nearest is nginx}
