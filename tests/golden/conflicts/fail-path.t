# A conflict with a path that another package owns.
evidence:
  package:
    - {nevra: b-1-1.x86_64, name: b, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: c-1-1.x86_64, name: c, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-1-1.x86_64, kind: provides, name: b, flags: "=", version: "1-1"}
    - {nevra: c-1-1.x86_64, kind: provides, name: c, flags: "=", version: "1-1"}
    - {nevra: b-1-1.x86_64, kind: conflicts, name: /usr/bin/c, flags: "", version: ""}
  package_file:
    - {nevra: c-1-1.x86_64, path: /usr/bin/c, mode: "100755", user: root, group_: root, sha256: cc, flags: ""}
check:
  conflicts: {what: declared}
expect: {outcome: fail, object: b-1-1.x86_64, observed: "conflicts /usr/bin/c, which is c-1-1.x86_64", total: 1}
