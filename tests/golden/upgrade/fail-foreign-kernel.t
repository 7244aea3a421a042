# A kernel of another distribution would come beside ours, and be booted.
evidence:
  package:
    - {nevra: kernel-core-6.18.1-1.azl4.x86_64, name: kernel-core, version: 6.18.1, release: 1.azl4, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: kernel-core-6.18.1-1.azl4.x86_64, kind: provides, name: "kernel-core", flags: "=", version: "6.18.1-1.azl4"}
    - {nevra: kernel-core-6.18.1-1.azl4.x86_64, kind: provides, name: "installonlypkg(kernel)", flags: "", version: ""}
repository:
  available:
    - {nevra: kernel-core-6.18.1-1.fc43.x86_64, name: kernel-core, version: 6.18.1, release: 1.fc43, arch: x86_64}
  package_dep:
    - {nevra: kernel-core-6.18.1-1.fc43.x86_64, kind: provides, name: "installonlypkg(kernel)", flags: "", version: ""}
check:
  upgrade: {foreign: '\.fc[0-9]+'}
expect: {outcome: fail, object: kernel-core-6.18.1-1.azl4.x86_64, observed: kernel-core-6.18.1-1.fc43.x86_64}
