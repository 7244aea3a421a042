# A file that could not be read whole is not vouched for.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, relro: full, pie: 1, error: truncated}
check:
  elf: {paths: [/usr/bin/*], relro: full}
expect: {outcome: error, reason: "/usr/bin/a: truncated"}
