# How much RELRO is not known: that is no full one.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable}
check:
  elf: {paths: ["/usr/bin/*"], relro: full}
expect: {outcome: error, reason: not in the evidence}
