# Found through the link in /usr/lib64, with a default and a hidden version of one symbol.
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
  library: {soname: libx.so.1, versions: [X_1.0, X_1.1], symbols: [x_open, "x_open@X_1.0", "x_old@X_1.0"]}
expect: {outcome: pass, object: libx.so.1, observed: /usr/lib64/libx.so.1.2}
