# Our own newer build.
evidence:
  package:
    - {nevra: a-1-1.azl4.x86_64, name: a, version: 1, release: 1.azl4, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.azl4.x86_64, kind: provides, name: a, flags: "=", version: "1-1.azl4"}
repository:
  available:
    - {nevra: a-1-2.azl4.x86_64, name: a, version: 1, release: 2.azl4, arch: x86_64}
check:
  upgrade: {foreign: '\.fc[0-9]+'}
expect: {outcome: pass}
