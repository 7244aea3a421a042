# What is recommended is there.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: recommends, name: b, flags: ">=", version: 2}
check:
  closure: {of: available, level: recommends}
expect: {outcome: pass, observed: recommend}
