# The entry is right, and the next kernel's will not be.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
    - {path: /etc, type: directory}
    - {path: /etc/kernel, type: directory}
    - {path: /etc/kernel/cmdline, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options audit=1\n", truncated: 0}
    - {path: /etc/kernel/cmdline, content: "root=/dev/sda1\nro\n", truncated: 0}
check:
  cmdline: {must: [audit=1]}
expect: {outcome: fail, object: "/etc/kernel/cmdline:1", observed: no audit, total: 1}
