# Newest leaves what is newer than the repository.
evidence:
  package:
    - {nevra: a-3-1.x86_64, name: a, version: 3, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-3-1.x86_64, kind: provides, name: a, flags: "=", version: "3-1"}
repository:
  available:
    - {nevra: a-2-1.x86_64, name: a, version: 2, release: 1, arch: x86_64}
check:
  upgrade: {to: newest}
expect: {outcome: pass, observed: 0 downgraded}
