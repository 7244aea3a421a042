# A kernel without the parameter proves nothing.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "0"}
  file: []
check:
  sysctl: {name: kernel.kptr_restricted, equals: "0"}
expect: {outcome: fail, observed: the kernel has no such parameter}
