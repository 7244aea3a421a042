# /etc has a file of the same name, and the vendor's is not read.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "1"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/50-a.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/50-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/50-a.conf, content: "kernel.kptr_restrict=1\n", truncated: 0}
    - {path: /usr/lib/sysctl.d/50-a.conf, content: "kernel.kptr_restrict=0\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, persistent: true}
expect: {outcome: pass, observed: "configured in /etc/sysctl.d/50-a.conf:1"}
