# The property was not collected.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, relro: full, pie: 1}
check:
  elf: {paths: [/usr/bin/*], canary: true}
expect: {outcome: error, reason: canary is not in the evidence}
