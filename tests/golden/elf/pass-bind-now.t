# Bound at its start.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, bind_now: 1}
check:
  elf: {paths: [/usr/bin/*], bind-now: true}
expect: {outcome: pass, observed: 1 looked at}
