# What one repository lacks the other has.
repository:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: requires, name: b, flags: "", version: ""}
repository2:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
evidence:
  file: []
check:
  closure: {of: available}
expect: {outcome: pass, observed: 2 packages}
