# A hidden symbol has no default version: new programs cannot bind to it.
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
    - {elf: 1, version: X_1.0}
    - {elf: 1, version: X_1.1}
  elf_export:
    - {elf: 1, name: x_open, version: X_1.0, hidden: 1, binding: global, type: function, size: 8}
    - {elf: 1, name: x_open, version: X_1.1, hidden: 0, binding: global, type: function, size: 8}
    - {elf: 1, name: x_old, version: X_1.0, hidden: 1, binding: global, type: function, size: 8}
check:
  library: {soname: libx.so.1, symbols: [x_old]}
expect: {outcome: fail, expected: exports x_old, observed: not exported}
