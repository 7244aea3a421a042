# Each name for itself: one of them.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
    - {nevra: c-3-1.noarch, name: c, version: 3, release: 1, arch: noarch}
  package_dep:
    - {nevra: c-3-1.noarch, kind: requires, name: nowhere, flags: "", version: ""}
check:
  installable: {names: [b, c]}
expect: {outcome: fail, object: c, total: 1}
