# A file of /etc masks the vendor's of the same name.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/70-x.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/70-x.conf, type: file}
  text:
    - {path: /etc/sysctl.d/70-x.conf, content: "kernel.kptr_restrict = 1\n", truncated: 0}
    - {path: /usr/lib/sysctl.d/70-x.conf, content: "kernel.kptr_restrict = 0\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: pass, observed: "1, configured in /etc/sysctl.d/70-x.conf:1"}
