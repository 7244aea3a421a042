# What system it is for was not collected.
evidence:
  elf:
    - {id: 1, path: /usr/lib64/libb.so.1, class: 64, machine: x86_64, type: shared}
check:
  elf: {paths: [/usr/*], osabi: [sysv, gnu]}
expect: {outcome: error, reason: osabi is not in the evidence}
