# That may be.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: p-1-1.x86_64, kind: provides, name: p, flags: "=", version: "1-1"}
  package_file:
    - {nevra: p-1-1.x86_64, path: /usr/sbin/loose, mode: "100755", user: root, group_: root, sha256: bb, flags: ""}
image:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
  package_file:
    - {nevra: a-1-1.x86_64, path: /usr/sbin/tool, mode: "100755", user: root, group_: root, sha256: aa, flags: ""}
  file:
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/sbin, type: symlink, mode: "0777", uid: 0, gid: 0, target: bin}
    - {path: /usr/bin/tool, type: file, mode: "0755", uid: 0, gid: 0, sha256: aa}
    - {path: /usr/bin/loose, type: file, mode: "0755", uid: 0, gid: 0, sha256: aa}
check:
  conflicts: {what: files, unowned: false}
expect: {outcome: pass}
