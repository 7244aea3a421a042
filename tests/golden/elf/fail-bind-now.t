# A lazily bound program, whose table of addresses stays writable.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, bind_now: 0}
check:
  elf: {paths: [/usr/bin/*], bind-now: true}
expect: {outcome: fail, object: /usr/bin/a, expected: binds all symbols at its start, observed: "A23: binds symbols at their first use"}
