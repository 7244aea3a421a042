# Only what runs is asked for, and nothing runs.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1}
expect: {outcome: missing, reason: no evidence of kernel}
