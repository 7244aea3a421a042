# The later name wins.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/10-a.conf, type: file}
    - {path: /etc/sysctl.d/20-b.conf, type: file}
  text:
    - {path: /etc/sysctl.d/10-a.conf, content: "kernel.kptr_restrict = 0\n", truncated: 0}
    - {path: /etc/sysctl.d/20-b.conf, content: "kernel.kptr_restrict = 1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: pass, observed: "1, configured in /etc/sysctl.d/20-b.conf:1", setting: "set 1 at /etc/sysctl.d/20-b.conf:1, effective 1, over /etc/sysctl.d/10-a.conf:1: 0"}
