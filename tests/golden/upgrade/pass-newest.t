# A newer version, and nothing lost.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: a-2-1.x86_64, name: a, version: 2, release: 1, arch: x86_64, size: 100}
check:
  upgrade: {to: newest}
expect: {outcome: pass, observed: 1 upgraded}
