# The product replaces what conflicts with it.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: a-2-1.x86_64, name: a, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-2-1.x86_64, kind: provides, name: a, flags: "=", version: "2-1"}
    - {nevra: p-1-1.x86_64, kind: provides, name: p, flags: "=", version: "1-1"}
    - {nevra: a-2-1.x86_64, kind: obsoletes, name: b, flags: "", version: ""}
image:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
    - {nevra: a-1-1.x86_64, kind: conflicts, name: p, flags: "", version: ""}
    - {nevra: b-2-1.x86_64, kind: conflicts, name: p, flags: "", version: ""}
check:
  conflicts: {what: declared}
expect: {outcome: pass}
