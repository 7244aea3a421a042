# A word is a whole word: initfirst is not init.
evidence:
  elf:
    - {id: 1, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, traits: initfirst relr}
check:
  elf: {paths: ["*"], traits-none: [init, static-tls]}
expect: {outcome: pass, observed: 1 looked at}
