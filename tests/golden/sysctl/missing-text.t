# A file of sysctl.d whose contents are not known might set it back.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "1"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/a.conf, type: file}
    - {path: /etc/sysctl.d/b.conf, type: file}
  text:
    - {path: /etc/sysctl.d/a.conf, content: "kernel.kptr_restrict = 1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, persistent: true}
expect: {outcome: missing, reason: /etc/sysctl.d/b.conf}
