# The kernel sets what its command line says before init runs; a file comes later.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options sysctl.kernel.kptr_restrict=2\n", truncated: 0}
    - {path: /etc/sysctl.d/a.conf, content: "kernel.kptr_restrict=0\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: fail, observed: "0 configured in /etc/sysctl.d/a.conf:1"}
