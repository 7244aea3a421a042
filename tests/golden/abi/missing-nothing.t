# No object of the reference fits: that is no proof.
reference:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/libx.so.1, type: file, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/lib64/libx.so.1, class: 64, machine: x86_64, type: shared, soname: libx.so.1}
    - {id: 2, path: /usr/bin/p, class: 64, machine: x86_64, type: executable}
  elf_verdef:
    - {elf: 1, version: X_1, number: 2, parent: "", weak: 0}
  elf_export:
    - {elf: 1, name: f, version: X_1, hidden: 0, binding: global, type: function, visibility: default, size: 8, address: 4096}
    - {elf: 1, name: g, version: X_1, hidden: 0, binding: global, type: function, visibility: default, size: 8, address: 4112}
  elf_needed:
    - {elf: 2, position: 0, soname: libx.so.1}
  elf_import:
    - {elf: 2, name: f, version: X_1, library: libx.so.1, weak: 0, type: none}
  elf_verneed:
    - {elf: 2, library: libx.so.1, version: X_1, weak: 0}
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/libx.so.1, type: file, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/lib64/libx.so.1, class: 64, machine: x86_64, type: shared, soname: libx.so.1}
    - {id: 2, path: /usr/bin/p, class: 64, machine: x86_64, type: executable}
  elf_verdef:
    - {elf: 1, version: X_1, number: 2, parent: "", weak: 0}
  elf_export:
    - {elf: 1, name: f, version: X_1, hidden: 0, binding: global, type: function, visibility: default, size: 8, address: 4096}
    - {elf: 1, name: g, version: X_1, hidden: 0, binding: global, type: function, visibility: default, size: 8, address: 4112}
  elf_needed:
    - {elf: 2, position: 0, soname: libx.so.1}
  elf_import:
    - {elf: 2, name: f, version: X_1, library: libx.so.1, weak: 0, type: none}
  elf_verneed:
    - {elf: 2, library: libx.so.1, version: X_1, weak: 0}
check:
  abi: {objects: ["libz.so.*"]}
expect: {outcome: missing, reason: "the reference has nothing that fits 'libz.so.*'"}
