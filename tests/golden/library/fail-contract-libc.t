# What the C library lacks comes under its own rule.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/libc.so.6, type: file, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/lib64/libc.so.6, class: 64, machine: x86_64, type: shared, soname: libc.so.6}
  elf_verdef:
    - {elf: 1, version: GLIBC_2.2.5, number: 2, parent: "", weak: 0}
    - {elf: 1, version: GLIBC_2.34, number: 3, parent: "", weak: 0}
  elf_export:
    - {elf: 1, name: puts, version: GLIBC_2.2.5, hidden: 0, binding: global, type: function, visibility: default, size: 8, address: 4096}
check:
  library: {soname: libc.so.6, contract: libc.so.6}
expect: {outcome: fail, expected: "exports __libc_start_main@GLIBC_2.34", observed: "A29: gone", total: 1}
