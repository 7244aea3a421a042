# The new name obsoletes the old one.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: a-1-1.x86_64, kind: provides, name: old, flags: "=", version: 2}
    - {nevra: a-1-1.x86_64, kind: obsoletes, name: old, flags: "<", version: 2}
check:
  provides: {name: old, obsoletes: true}
expect: {outcome: pass}
