# Two packages of one product.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: c-3-1.noarch, name: c, version: 3, release: 1, arch: noarch, license: MIT, size: 1048576}
  package_dep:
    - {nevra: p-1-1.x86_64, kind: provides, name: p, flags: "=", version: "1-1"}
    - {nevra: c-3-1.noarch, kind: provides, name: c, flags: "=", version: "3-1"}
  package_file:
    - {nevra: p-1-1.x86_64, path: /opt/x, mode: "100644", user: root, group_: root, sha256: aa, flags: ""}
    - {nevra: c-3-1.noarch, path: /opt/x, mode: "100644", user: root, group_: root, sha256: bb, flags: ""}
check:
  conflicts: {what: files}
expect: {outcome: fail, object: /opt/x, total: 1}
