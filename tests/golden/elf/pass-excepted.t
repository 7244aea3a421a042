# An excepted file is not judged, the others are.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, relro: full, pie: 1}
    - {id: 2, path: /usr/bin/old, class: 64, machine: x86_64, type: executable, relro: none, pie: 0}
check:
  elf: {paths: [/usr/bin/*], except: [/usr/bin/old], relro: full, pie: true}
expect: {outcome: pass, observed: 1 looked at}
