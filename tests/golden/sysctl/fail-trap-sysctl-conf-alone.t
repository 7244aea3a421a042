# Without a link in sysctl.d, /etc/sysctl.conf is dead text for systemd.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.conf, type: file}
  text:
    - {path: /etc/sysctl.conf, content: "kernel.kptr_restrict = 1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: fail, observed: configured nowhere in sysctl.d}
