# The traits were not collected.
evidence:
  elf:
    - {id: 1, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared}
check:
  elf: {paths: ["*"], traits-none: [static-tls]}
expect: {outcome: error, reason: its traits are not in the evidence}
