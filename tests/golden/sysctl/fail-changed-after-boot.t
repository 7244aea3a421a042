# Configured right, and something has changed it since.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/60-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/60-a.conf, content: "kernel.kptr_restrict = 1\n", truncated: 0}
  sysctl:
    - {name: kernel.kptr_restrict, value: "0"}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: fail, expected: at least 1, observed: 0 running, total: 2, setting: "set 1 at /etc/sysctl.d/60-a.conf:1, effective 1, running 0"}
