# A program that was linked on another system.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, interpreter: /lib/ld-musl-x86_64.so.1}
check:
  elf: {paths: [/usr/bin/*], interpreter: [/lib64/ld-linux-x86-64.so.2]}
expect: {outcome: fail, object: /usr/bin/a, expected: /lib64/ld-linux-x86-64.so.2, observed: "A24: /lib/ld-musl-x86_64.so.1"}
