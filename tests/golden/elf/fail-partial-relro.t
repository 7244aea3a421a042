# Partial RELRO is less than full.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, relro: partial, pie: 1}
check:
  elf: {paths: [/usr/bin/*], relro: full}
expect: {outcome: fail, object: /usr/bin/a, expected: RELRO at least full, observed: partial, total: 1}
