# Not there under its name: who stands in for it is told.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: a-1-1.x86_64, kind: provides, name: old, flags: "=", version: 2}
check:
  package: {name: old}
expect: {outcome: fail, object: old, observed: a-1-1.x86_64 stands in}
