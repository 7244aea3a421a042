# The names decide, whatever their folder: the vendor comes last.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/80-a.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/90-z.conf, type: file}
  text:
    - {path: /usr/lib/sysctl.d/90-z.conf, content: "kernel.kptr_restrict = 0\n", truncated: 0}
    - {path: /etc/sysctl.d/80-a.conf, content: "kernel.kptr_restrict = 1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: fail, observed: "0 configured in /usr/lib/sysctl.d/90-z.conf:1"}
