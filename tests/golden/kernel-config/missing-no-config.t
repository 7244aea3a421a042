# The kernel does not show its configuration.
evidence:
  kernel:
    - {key: release, value: 6.12.0}
check:
  kernel-config: {name: CONFIG_DEVKMEM, equals: n, absent-ok: true}
expect: {outcome: missing, reason: configuration was not to be had}
