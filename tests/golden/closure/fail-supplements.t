# What nobody has anything to do with would never come.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: supplements, name: nowhere, flags: "", version: ""}
check:
  closure: {of: available, level: recommends}
expect: {outcome: fail, observed: supplements nowhere}
