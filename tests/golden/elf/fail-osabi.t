# A library for another operating system.
evidence:
  elf:
    - {id: 1, path: /usr/lib64/libb.so.1, class: 64, machine: x86_64, type: shared, osabi: "9"}
check:
  elf: {paths: [/usr/*], osabi: [sysv, gnu]}
expect: {outcome: fail, object: /usr/lib64/libb.so.1, expected: sysv, observed: "A24: for the operating system 9"}
