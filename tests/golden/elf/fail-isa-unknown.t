# A level nobody knows is not let through.
evidence:
  elf:
    - {id: 1, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, isa_needed: x86-64-v9}
check:
  elf: {paths: [/usr/lib64/*], isa-at-most: x86-64-v4}
expect: {outcome: fail, observed: needs x86-64-v9}
