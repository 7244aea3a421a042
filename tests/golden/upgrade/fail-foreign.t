# A build of another distribution would replace ours: fc43 sorts above azl4.
evidence:
  package:
    - {nevra: a-1-1.azl4.x86_64, name: a, version: 1, release: 1.azl4, arch: x86_64, license: MIT, size: 1048576, vendor: Microsoft Corporation}
  package_dep:
    - {nevra: a-1-1.azl4.x86_64, kind: provides, name: a, flags: "=", version: "1-1.azl4"}
repository:
  available:
    - {nevra: a-1-1.fc43.x86_64, name: a, version: 1, release: 1.fc43, arch: x86_64, vendor: Fedora Project}
check:
  upgrade: {foreign: '\.fc[0-9]+'}
expect: {outcome: fail, object: a-1-1.azl4.x86_64, observed: a-1-1.fc43.x86_64 of Fedora Project}
