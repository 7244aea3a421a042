# An old name in too old a version.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: old, flags: "=", version: "5-1"}
check:
  available: {provides: [old >= 6]}
expect: {outcome: fail, object: old >= 6, observed: by none}
