# A link of a product and of the image, with two targets.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: p-1-1.x86_64, kind: provides, name: p, flags: "=", version: "1-1"}
  package_file:
    - {nevra: p-1-1.x86_64, path: /opt/l, mode: "120777", user: root, group_: root, flags: ""}
  file:
    - {path: /opt, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /opt/l, type: symlink, mode: "0777", uid: 0, gid: 0, target: y}
image:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
  package_file:
    - {nevra: a-1-1.x86_64, path: /opt/l, mode: "120777", user: root, group_: root, flags: ""}
  file:
    - {path: /opt, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /opt/l, type: symlink, mode: "0777", uid: 0, gid: 0, target: x}
check:
  conflicts: {what: files}
expect: {outcome: fail, object: /opt/l, observed: a link to y against one to x, total: 1}
