# Installed is not available.
evidence:
  package:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
repository:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
check:
  available: {provides: [b]}
expect: {outcome: fail, object: b}
