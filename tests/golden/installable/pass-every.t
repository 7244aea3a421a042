# Every package can be installed.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
    - {nevra: c-3-1.noarch, name: c, version: 3, release: 1, arch: noarch}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: requires, name: b, flags: "", version: ""}
    - {nevra: a-1-1.x86_64, kind: requires, name: c, flags: "", version: ""}
check:
  installable: {every: available}
expect: {outcome: pass, observed: 3 packages can}
