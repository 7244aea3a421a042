# It only happens to run: the next boot has the kernel's default again.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
  sysctl:
    - {name: kernel.kptr_restrict, value: "1"}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: fail, observed: "configured nowhere in sysctl.d; 1 only happens to run", setting: "effective 0, running 1"}
