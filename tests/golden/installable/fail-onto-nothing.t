# The image has what it needs, the repository does not.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
  package_dep:
    - {nevra: b-2-1.x86_64, kind: requires, name: a, flags: "", version: ""}
check:
  installable: {names: [b], onto: nothing}
expect: {outcome: fail, observed: a}
