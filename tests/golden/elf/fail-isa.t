# A library that needs x86-64-v3 does not run on every machine the release promises.
evidence:
  elf:
    - {id: 1, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, isa_needed: x86-64-v3}
check:
  elf: {paths: [/usr/lib64/*], isa-at-most: x86-64-v2}
expect: {outcome: fail, object: /usr/lib64/liba.so.1, observed: needs x86-64-v3}
