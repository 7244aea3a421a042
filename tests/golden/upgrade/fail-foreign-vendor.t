# Another vendor would replace ours.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576, vendor: Microsoft Corporation}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: a-2-1.x86_64, name: a, version: 2, release: 1, arch: x86_64, vendor: Fedora Project}
check:
  upgrade: {foreign: 'Fedora'}
expect: {outcome: fail, object: a-1-1.x86_64, observed: of Fedora Project}
