# A repository without a package says nothing of what is not there.
evidence:
  package:
    - {nevra: b-1-1.x86_64, name: b, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-1-1.x86_64, kind: provides, name: b, flags: "=", version: "1-1"}
repository:
  available: []
check:
  available: {absent: [y]}
expect: {outcome: missing, reason: no package for x86_64}
