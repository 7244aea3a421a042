# No object matches.
evidence:
  file: []
  elf: []
check:
  loads: {paths: [/opt/*]}
expect: {outcome: error, reason: nothing was judged}
