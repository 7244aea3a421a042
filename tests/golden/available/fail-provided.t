# No such package: who provides it is told.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: tdnf, flags: "=", version: 4}
check:
  available: {names: [tdnf]}
expect: {outcome: fail, object: tdnf, observed: a-1-1.x86_64 provides it}
