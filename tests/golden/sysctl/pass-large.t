# Larger than 64 bits can hold.
evidence:
  sysctl:
    - {name: kernel.shmmax, value: "18446744073692774399"}
  file: []
check:
  sysctl: {name: kernel.shmmax, at-least: 4096}
expect: {outcome: pass}
