# Without the files nobody knows what links lead to.
evidence:
  elf:
    - {id: 1, path: /usr/lib64/a/libp.so.1, class: 64, machine: x86_64, type: shared, soname: libp.so.1}
    - {id: 2, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, soname: liba.so.1, runpath: $ORIGIN/a}
    - {id: 3, path: /usr/lib64/libb.so.2, class: 64, machine: x86_64, type: shared, soname: libb.so.2}
check:
  elf: {paths: ["*"], dlopen: resolvable}
expect: {outcome: missing, reason: files}
