# The order is that of the names, not of the folders: 10 of /usr/lib before 90 of /etc.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "1"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/90-a.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/10-z.conf, type: file}
  text:
    - {path: /etc/sysctl.d/90-a.conf, content: "kernel.kptr_restrict=1\n", truncated: 0}
    - {path: /usr/lib/sysctl.d/10-z.conf, content: "kernel.kptr_restrict=0\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, persistent: true}
expect: {outcome: pass, observed: "configured in /etc/sysctl.d/90-a.conf:1"}
