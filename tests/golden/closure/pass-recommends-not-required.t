# What is recommended is not required.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: recommends, name: nowhere, flags: "", version: ""}
check:
  closure: {of: available}
expect: {outcome: pass}
