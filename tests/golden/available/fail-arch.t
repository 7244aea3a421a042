# The repository has it for another machine.
evidence:
  package:
    - {nevra: b-1-1.x86_64, name: b, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-1-1.x86_64, kind: provides, name: b, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: x-1-1.aarch64, name: x, version: 1, release: 1, arch: aarch64}
    - {nevra: y-1-1.x86_64, name: y, version: 1, release: 1, arch: x86_64}
check:
  available: {names: [x]}
expect: {outcome: fail, object: x, observed: no package of that name}
