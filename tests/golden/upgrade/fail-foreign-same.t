# The very version of somebody else replaces what is installed.
evidence:
  package:
    - {nevra: b-1-1.x86_64, name: b, version: 1, release: 1, arch: x86_64, vendor: Microsoft, license: MIT, size: 1}
  package_dep:
    - {nevra: b-1-1.x86_64, kind: provides, name: b, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: b-1-1.x86_64, name: b, version: 1, release: 1, arch: x86_64, vendor: Fedora}
check:
  upgrade: {to: sync, foreign: Fedora}
expect: {outcome: fail, object: b-1-1.x86_64, observed: of Fedora would replace it, total: 1}
