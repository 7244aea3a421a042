# The kernel says nothing about it.
evidence:
  kernel:
    - {key: release, value: 6.12.0}
check:
  kernel: {key: lockdown, equals: integrity}
expect: {outcome: missing, reason: the running kernel says nothing about lockdown}
