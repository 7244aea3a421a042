# A hardened program; a library is not asked to be a PIE.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, relro: full, pie: 1, exec_stack: 0, textrel: 0, wx_segment: 0, canary: 1, fortify: 1, ibt: 1, shstk: 1}
    - {id: 2, path: /usr/lib64/liba.so.1, class: 64, machine: x86_64, type: shared, soname: liba.so.1, relro: full, pie: 0, exec_stack: 0, textrel: 0, wx_segment: 0, canary: 1, fortify: 1, ibt: 1, shstk: 1}
check:
  elf: {paths: [/usr/*], relro: full, pie: true, exec-stack: false, textrel: false, wx-segment: false, canary: true}
expect: {outcome: pass, observed: 2 looked at}
