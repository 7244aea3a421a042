# A contract holds also for what nothing in the image asks for.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/libx.so.1, type: symlink, mode: "0777", uid: 0, gid: 0, target: libx.so.1.2}
    - {path: /usr/lib64/libx.so.1.2, type: file, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/lib64/libx.so.1.2, class: 64, machine: x86_64, type: shared, soname: libx.so.1}
  elf_verdef:
    - {elf: 1, version: X_1.0, number: 2, parent: "", weak: 0}
    - {elf: 1, version: X_1.1, number: 3, parent: "", weak: 0}
  elf_export:
    - {elf: 1, name: x_table, version: X_1.0, hidden: 0, binding: global, type: object, visibility: default, size: 80, address: 4096}
    - {elf: 1, name: x_open, version: X_1.1, hidden: 0, binding: global, type: function, visibility: default, size: 8, address: 4160}
check:
  library: {soname: libx.so.1, contract: libx.so.1}
expect: {outcome: fail, expected: "exports x_old@X_1.0", observed: "A05: gone", total: 1}
