# An entry whose contents are not known.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: missing, reason: /boot/loader/entries/a.conf}
