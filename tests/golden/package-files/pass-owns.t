# A package owns what others rely on, a glob among it.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
  package_file:
    - {nevra: a-1-1.x86_64, path: /usr/lib/rpm/macros, mode: "100644", user: root, group_: root, sha256: aa, flags: ""}
    - {nevra: b-2-1.x86_64, path: /usr/lib/b, mode: "100644", user: root, group_: root, sha256: aa, flags: ""}
  file:
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
check:
  package-files: {package: a, owns: [/usr/lib/rpm/macros, "/usr/lib/rpm/*"]}
expect: {outcome: pass, observed: a-1-1.x86_64}
