# Documents have nothing that could not run.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  file:
    - {path: /usr/share/doc/p, type: file, mode: "0644", size: 10}
  elf: []
  script: []
image:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/liba.so.1, type: file, mode: "0755", uid: 0, gid: 0, size: 10}
    - {path: /usr/lib64/ld.so, type: file, mode: "0755", uid: 0, gid: 0, size: 10}
  elf:
    - {id: 1, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, soname: liba.so.1}
    - {id: 2, path: /usr/lib64/ld.so, class: 64, machine: x86_64, type: shared, soname: ld.so}
  elf_export:
    - {elf: 1, name: f, version: '', hidden: 0, binding: global, type: function, visibility: default, size: 4, address: 64}
check:
  runs: {}
expect: {outcome: pass, object: product, observed: "has no program, library or script"}
