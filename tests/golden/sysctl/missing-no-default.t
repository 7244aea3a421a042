# Configured nowhere, and the default is the kernel configuration's matter.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
check:
  sysctl: {name: kernel.dmesg_restrict, equals: "1", explicit: recorded}
expect: {outcome: missing, reason: no default of kernel.dmesg_restrict is known}
