# A private library through DT_RUNPATH with $ORIGIN, a public one through the built-in folders.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/p, type: directory, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/bin/p, class: 64, machine: x86_64, type: executable, interpreter: /lib64/ld.so, runpath: "$ORIGIN/../lib64/p"}
    - {id: 2, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, soname: liba.so.1}
    - {id: 3, path: /usr/lib64/ld.so, class: 64, machine: x86_64, type: shared, soname: ld.so}
    - {id: 4, path: /usr/lib64/p/libb.so.1, class: 64, machine: x86_64, type: shared, soname: libb.so.1}
  elf_needed:
    - {elf: 1, position: 0, soname: liba.so.1}
    - {elf: 1, position: 1, soname: libb.so.1}
check:
  loads: {}
expect: {outcome: pass, observed: 2 programs and libraries}
