# A path that nobody owns.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: requires, name: /usr/bin/nowhere, flags: "", version: ""}
check:
  closure: {}
expect: {outcome: fail, observed: requires /usr/bin/nowhere}
