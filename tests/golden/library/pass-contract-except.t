# What is left out on purpose is not demanded.
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
  elf_export:
    - {elf: 1, name: x_old, version: X_1.0, hidden: 1, binding: global, type: function, visibility: default, size: 8, address: 4096}
check:
  library: {soname: libx.so.1, contract: libx.so.1, except: [X_1.1, "x_table@*"]}
expect: {outcome: pass, object: libx.so.1}
