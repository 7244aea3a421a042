# Slashes are as good as dots.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/10-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/10-a.conf, content: "kernel/kptr_restrict=1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: pass, observed: "1, configured in /etc/sysctl.d/10-a.conf:1"}
