# A file without .conf is not read.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/10-a, type: file}
    - {path: /etc/sysctl.d/README.sysctl, type: file}
  text:
    - {path: /etc/sysctl.d/10-a, content: "kernel.kptr_restrict = 1\n", truncated: 0}
    - {path: /etc/sysctl.d/README.sysctl, content: "kernel.kptr_restrict = 1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: fail, observed: configured nowhere in sysctl.d}
