# One name of a required entry is enough, one may lie in the object's own run path; what is only recommended may lack.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/liba.so.1, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/libb.so.2, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/a, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/a/libp.so.1, type: file, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/lib64/a/libp.so.1, class: 64, machine: x86_64, type: shared, soname: libp.so.1}
    - {id: 2, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, soname: liba.so.1, runpath: $ORIGIN/a}
    - {id: 3, path: /usr/lib64/libb.so.2, class: 64, machine: x86_64, type: shared, soname: libb.so.2}
  elf_dlopen:
    - {elf: 2, feature: b, priority: required, soname: libb.so.3, choice: 0}
    - {elf: 2, feature: b, priority: required, soname: libb.so.2, choice: 0}
    - {elf: 2, feature: p, priority: required, soname: libp.so.1, choice: 1}
    - {elf: 2, feature: q, priority: recommended, soname: libq.so.1, choice: 2}
check:
  elf: {paths: ["*"], dlopen: resolvable}
expect: {outcome: pass, observed: 3 looked at}
