# A repository for another machine than the image.
evidence:
  package:
    - {nevra: b-1-1.x86_64, name: b, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-1-1.x86_64, kind: provides, name: b, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: x-1-1.aarch64, name: x, version: 1, release: 1, arch: aarch64}
  package_dep:
    - {nevra: x-1-1.aarch64, kind: requires, name: nothing, flags: "", version: ""}
check:
  installable: {every: available}
expect: {outcome: missing, reason: no package}
