# BIND_NOW: what is allowed to fail later fails at the start.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/p, type: directory, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/bin/p, class: 64, machine: x86_64, type: executable, interpreter: /lib64/ld.so, bind_now: 1}
    - {id: 2, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, soname: liba.so.1}
    - {id: 3, path: /usr/lib64/ld.so, class: 64, machine: x86_64, type: shared, soname: ld.so}
  elf_needed:
    - {elf: 1, position: 0, soname: liba.so.1}
  elf_import:
    - {elf: 1, name: f, version: '', library: '', weak: 0, type: function}
check:
  loads: {lazy: allow}
expect: {outcome: fail, object: /usr/bin/p, expected: f}
