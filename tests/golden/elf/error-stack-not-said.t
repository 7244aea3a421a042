# Nothing is known of its stack: that is no proof of a good one.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable}
check:
  elf: {paths: ["/usr/bin/*"], exec-stack: false}
expect: {outcome: error, reason: not in the evidence}
