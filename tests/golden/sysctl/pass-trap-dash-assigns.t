# A dash before the name only silences failures.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/60-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/60-a.conf, content: "-kernel.kptr_restrict = 2\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: pass, observed: "2, configured in /etc/sysctl.d/60-a.conf:1"}
