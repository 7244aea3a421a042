# The same of all, directories, ghosts, and links.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
  package_file:
    - {nevra: a-1-1.x86_64, path: /usr/lib/x, mode: "040755", user: root, group_: root, flags: ""}
    - {nevra: b-2-1.x86_64, path: /usr/lib/x, mode: "040755", user: root, group_: root, flags: ""}
    - {nevra: a-1-1.x86_64, path: /etc/same, mode: "100644", user: root, group_: root, sha256: aa, flags: ""}
    - {nevra: b-2-1.x86_64, path: /etc/same, mode: "100644", user: root, group_: root, sha256: aa, flags: ""}
    - {nevra: a-1-1.x86_64, path: /var/ghost, mode: "100600", user: root, group_: root, flags: g}
    - {nevra: b-2-1.x86_64, path: /var/ghost, mode: "100644", user: root, group_: root, sha256: aa, flags: ""}
    - {nevra: a-1-1.x86_64, path: /l, mode: "120777", user: root, group_: root, flags: ""}
    - {nevra: b-2-1.x86_64, path: /l, mode: "120777", user: root, group_: root, flags: ""}
check:
  conflicts: {what: files}
expect: {outcome: pass, unchecked: 1 links}
