# Of many symbols the first are told, and how many more there are.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/p, type: directory, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/bin/p, class: 64, machine: x86_64, type: executable, interpreter: /lib64/ld.so}
    - {id: 2, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, soname: liba.so.1}
    - {id: 3, path: /usr/lib64/ld.so, class: 64, machine: x86_64, type: shared, soname: ld.so}
  elf_needed:
    - {elf: 1, position: 0, soname: liba.so.1}
  elf_import:
    - {elf: 1, name: f0, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f1, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f2, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f3, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f4, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f5, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f6, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f7, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f8, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f9, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f10, version: '', library: '', weak: 0, type: function}
    - {elf: 1, name: f11, version: '', library: '', weak: 0, type: function}
check:
  loads: {}
expect: {outcome: fail, object: /usr/bin/p, observed: 4 more, total: 9}
