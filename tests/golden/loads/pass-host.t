# An addon sees the symbols of the program that loads it.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/p, type: directory, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/bin/node, class: 64, machine: x86_64, type: executable, interpreter: /lib64/ld.so}
    - {id: 2, path: /usr/lib64/p/x.node, class: 64, machine: x86_64, type: shared}
    - {id: 3, path: /usr/lib64/ld.so, class: 64, machine: x86_64, type: shared, soname: ld.so}
  elf_export:
    - {elf: 1, name: napi_get_undefined, version: '', hidden: 0, binding: global, type: function, visibility: default, size: 8, address: 4096}
  elf_import:
    - {elf: 2, name: napi_get_undefined, version: '', library: '', weak: 0, type: function}
check:
  loads: {}
expect: {outcome: pass}
