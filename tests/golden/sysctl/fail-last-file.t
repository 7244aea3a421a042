# A later file of another folder sets it back.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "1"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/10-a.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/90-z.conf, type: file}
  text:
    - {path: /etc/sysctl.d/10-a.conf, content: "kernel.kptr_restrict=1\n", truncated: 0}
    - {path: /usr/lib/sysctl.d/90-z.conf, content: "kernel/kptr_restrict = 0\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, persistent: true}
expect: {outcome: fail, expected: at least 1, observed: "0 configured in /usr/lib/sysctl.d/90-z.conf:1", total: 2}
