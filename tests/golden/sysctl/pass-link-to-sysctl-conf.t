# 99-sysctl.conf is a link, and what it leads to is read.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "1"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.conf, type: file}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/99-sysctl.conf, type: symlink, target: ../sysctl.conf}
  text:
    - {path: /etc/sysctl.conf, content: "kernel.kptr_restrict=1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, persistent: true}
expect: {outcome: pass, observed: /etc/sysctl.d/99-sysctl.conf:1}
