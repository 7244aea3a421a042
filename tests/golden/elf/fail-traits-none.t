# Static thread-local storage, for which dlopen() may find no room.
evidence:
  elf:
    - {id: 1, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, traits: relr static-tls}
check:
  elf: {paths: ["*"], traits-none: [static-tls, symbolic]}
expect: {outcome: fail, object: /usr/lib64/liba.so.1, expected: not static-tls, observed: "A13: static-tls", total: 1}
