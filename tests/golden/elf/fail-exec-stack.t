# An executable stack, and no PIE: two findings of one file.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, relro: full, pie: 0, exec_stack: 1}
check:
  elf: {paths: [/usr/bin/*], exec-stack: false, pie: true}
expect: {outcome: fail, object: /usr/bin/a, expected: no executable stack, observed: asks for an executable stack, total: 2}
