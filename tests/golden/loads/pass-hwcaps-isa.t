# Only machines of that level open it: it may need what they have.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/p, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/glibc-hwcaps, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/glibc-hwcaps/x86-64-v3, type: directory, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/bin/p, class: 64, machine: x86_64, type: executable, interpreter: /lib64/ld.so}
    - {id: 2, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, soname: liba.so.1}
    - {id: 3, path: /usr/lib64/ld.so, class: 64, machine: x86_64, type: shared, soname: ld.so}
    - {id: 4, path: /usr/lib64/glibc-hwcaps/x86-64-v3/liba.so.1, class: 64, machine: x86_64, type: shared, soname: liba.so.1, isa_needed: x86-64-v3}
  elf_needed:
    - {elf: 1, position: 0, soname: liba.so.1}
  elf_export:
    - {elf: 2, name: f, version: '', hidden: 0, binding: global, type: function, visibility: default, size: 8, address: 4096}
  elf_import:
    - {elf: 1, name: f, version: '', library: '', weak: 0, type: function}
check:
  loads: {}
expect: {outcome: pass}
