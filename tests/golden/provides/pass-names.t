# Several names, one of them a path.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: a-1-1.x86_64, kind: provides, name: yum, flags: "=", version: 4}
  package_file:
    - {nevra: a-1-1.x86_64, path: /usr/bin/yum, mode: "100755", user: root, group_: root, sha256: aa, flags: ""}
check:
  provides: {names: [yum, /usr/bin/yum]}
expect: {outcome: pass, object: /usr/bin/yum, observed: a-1-1.x86_64}
