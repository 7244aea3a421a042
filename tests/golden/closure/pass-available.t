# A repository that is closed, judged as it is.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
    - {nevra: b-2-1.noarch, name: b, version: 2, release: 1, arch: noarch}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: requires, name: b, flags: ">=", version: 2-1}
    - {nevra: b-2-1.noarch, kind: requires, name: /usr/bin/a, flags: "", version: ""}
    - {nevra: b-2-1.noarch, kind: requires, name: rpmlib(PayloadIsZstd), flags: "<=", version: 5.4.18-1}
  package_file:
    - {nevra: a-1-1.x86_64, path: /usr/bin/a}
check:
  closure: {of: available}
expect: {outcome: pass, observed: 2 packages}
