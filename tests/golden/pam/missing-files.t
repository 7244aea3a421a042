# No configuration was collected.
evidence:
  kernel:
    - {key: release, value: 6.12.0}
check:
  pam: {type: auth, module: pam_unix.so}
expect: {outcome: missing}
