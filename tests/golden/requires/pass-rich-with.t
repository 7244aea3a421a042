# One package meets both bounds.
evidence:
  file:
    - {path: /bin, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/bin}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/sbin, type: symlink, mode: "0777", uid: 0, gid: 0, target: bin}
    - {path: /usr/bin/bash, type: file, mode: "0755", uid: 0, gid: 0}
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: A, size: 1}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: A, size: 1}
  package_file:
    - {nevra: b-2-1.x86_64, path: /usr/bin/bash, mode: "100755", user: root, group_: root, flags: ""}
    - {nevra: b-2-1.x86_64, path: /usr/sbin/tool, mode: "100755", user: root, group_: root, flags: ""}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: 1-1}
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: 2-1}
    - {nevra: b-2-1.x86_64, kind: provides, name: libb.so.1()(64bit), flags: "", version: ""}
    - {nevra: a-1-1.x86_64, kind: requires, name: "(b >= 1 with b < 3)", flags: "", version: ""}
check:
  requires: {}
expect: {outcome: pass}
