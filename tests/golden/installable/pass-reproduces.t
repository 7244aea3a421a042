# The image can be had again; something newer does not matter.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
    - {nevra: a-1-1.x86_64, kind: requires, name: b, flags: "", version: ""}
repository:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
    - {nevra: b-2-2.x86_64, name: b, version: 2, release: 2, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: requires, name: b, flags: "", version: ""}
check:
  installable: {reproduces: versions}
expect: {outcome: pass, observed: 2 packages}
