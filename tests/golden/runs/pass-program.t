# A program of the product that finds its library in the image.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  file:
    - {path: /opt/p/bin/p, type: file, mode: "0755", size: 10}
  elf:
    - {id: 1, path: /opt/p/bin/p, class: 64, machine: x86_64, type: executable, interpreter: /lib64/ld.so}
  elf_needed:
    - {elf: 1, position: 0, soname: liba.so.1}
  elf_import:
    - {elf: 1, name: f, version: '', library: '', weak: 0, type: function}
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
expect: {outcome: pass, object: product, observed: 1 programs and libraries}
