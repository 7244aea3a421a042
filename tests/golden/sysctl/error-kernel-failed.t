# A collection that failed is no system that does not run.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
failed: {kernel: no /proc}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: error, reason: evidence of kernel failed}
