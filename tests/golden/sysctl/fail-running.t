# Too low.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "0"}
  file: []
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1}
expect: {outcome: fail, expected: at least 1, observed: 0 running}
