# The file turns it off, and enforcing=1 does not turn it on.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
    - {path: /etc, type: directory}
    - {path: /etc/selinux, type: directory}
    - {path: /etc/selinux/config, type: file}
  text:
    - {path: /etc/selinux/config, content: "SELINUX=disabled\n", truncated: 0}
    - {path: /boot/loader/entries/a.conf, content: "options enforcing=1\n", truncated: 0}
check:
  selinux: {mode: [enforcing, permissive]}
expect: {outcome: fail, object: "/boot/loader/entries/a.conf:1", observed: disabled, total: 2}
