# A security module is missing from the list.
evidence:
  kernel:
    - {key: lsm, value: "lockdown,capability,yama"}
check:
  kernel: {key: lsm, pattern: selinux}
expect: {outcome: fail, object: lsm, expected: matching selinux, observed: "lockdown,capability,yama"}
