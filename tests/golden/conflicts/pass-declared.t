# A conflict with an older version than is there.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
    - {nevra: a-1-1.x86_64, kind: conflicts, name: b, flags: "<", version: 2}
    - {nevra: a-1-1.x86_64, kind: obsoletes, name: c, flags: "", version: ""}
    - {nevra: a-1-1.x86_64, kind: conflicts, name: a, flags: "", version: ""}
check:
  conflicts: {what: declared}
expect: {outcome: pass, observed: 3 declarations}
