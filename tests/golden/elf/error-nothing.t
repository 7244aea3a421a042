# Nothing matches: nothing is proved.
evidence:
  elf: []
check:
  elf: {paths: [/usr/bin/*], relro: full}
expect: {outcome: error, reason: nothing was judged}
