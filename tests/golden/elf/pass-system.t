# GNU is System V with indirect functions; what names no interpreter is static or a library.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, osabi: sysv, interpreter: /lib64/ld-linux-x86-64.so.2}
    - {id: 2, path: /usr/lib64/libb.so.1, class: 64, machine: x86_64, type: shared, osabi: gnu}
check:
  elf: {paths: [/usr/*], osabi: [sysv, gnu], interpreter: [/lib64/ld-linux-x86-64.so.2]}
expect: {outcome: pass, observed: 2 looked at}
