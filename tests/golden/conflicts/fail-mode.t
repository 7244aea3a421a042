# A directory of another mode.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: c-3-1.noarch, name: c, version: 3, release: 1, arch: noarch, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
    - {nevra: c-3-1.noarch, kind: provides, name: c, flags: "=", version: "3-1"}
  package_file:
    - {nevra: a-1-1.x86_64, path: /etc/x, mode: "040755", user: root, group_: root, flags: ""}
    - {nevra: b-2-1.x86_64, path: /etc/x, mode: "040700", user: root, group_: root, flags: ""}
    - {nevra: c-3-1.noarch, path: /etc/x, mode: "040755", user: root, group_: root, flags: ""}
check:
  conflicts: {what: files}
expect: {outcome: fail, object: /etc/x, observed: mode 0700 against 0755, total: 1}
