# The right value runs, but nothing keeps it over a boot.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "1"}
  file: []
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, persistent: true}
expect: {outcome: fail, observed: configured nowhere in sysctl.d; 1 only happens to run, total: 1}
