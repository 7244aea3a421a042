# Only the running value is asked.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "2"}
  file: []
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1}
expect: {outcome: pass, object: kernel.kptr_restrict, observed: 2 running}
