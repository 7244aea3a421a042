# What is no ELF file has no colour.
evidence:
  package:
    - {nevra: g-1-1.i686, name: g, version: 1, release: 1, arch: i686, license: MIT, size: 1048576}
    - {nevra: g-1-1.x86_64, name: g, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: g-1-1.i686, kind: provides, name: g, flags: "=", version: "1-1"}
    - {nevra: g-1-1.x86_64, kind: provides, name: g, flags: "=", version: "1-1"}
  package_file:
    - {nevra: g-1-1.i686, path: /usr/sbin/other, mode: "100755", user: root, group_: root, sha256: aa, flags: ""}
    - {nevra: g-1-1.x86_64, path: /usr/sbin/other, mode: "100755", user: root, group_: root, sha256: bb, flags: ""}
  elf:
    - {id: 1, path: /usr/sbin/tool, class: 64, machine: x86_64, type: executable}
check:
  conflicts: {what: files}
expect: {outcome: fail, object: /usr/sbin/other}
