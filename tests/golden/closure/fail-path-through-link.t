# A path that leads to what no package owns.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
    - {nevra: a-1-1.x86_64, kind: requires, name: /bin/tool, flags: "", version: ""}
  package_file:
    - {nevra: b-2-1.x86_64, path: /usr/bin/other, mode: "100755", user: root, group_: root, sha256: aa, flags: ""}
  file:
    - {path: /bin, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/bin}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin/tool, type: file, mode: "0755", uid: 0, gid: 0}
check:
  closure: {of: installed}
expect: {outcome: fail, observed: requires /bin/tool, total: 1}
