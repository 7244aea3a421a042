# ... but not everything is left to it.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/p, type: directory, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/bin/p, class: 64, machine: x86_64, type: executable, interpreter: /lib64/ld.so}
    - {id: 2, path: /usr/lib64/p/x.node, class: 64, machine: x86_64, type: shared}
    - {id: 3, path: /usr/lib64/ld.so, class: 64, machine: x86_64, type: shared, soname: ld.so}
  elf_import:
    - {elf: 2, name: napi_get_undefined, version: '', library: '', weak: 0, type: function}
    - {elf: 2, name: sqlite3_open, version: '', library: '', weak: 0, type: function}
check:
  loads: {}
expect: {outcome: fail, object: /usr/lib64/p/x.node, expected: sqlite3_open, total: 1}
