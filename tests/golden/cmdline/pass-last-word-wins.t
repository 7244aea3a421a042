# A later word takes it back.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options enforcing=0 enforcing=1\n", truncated: 0}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: pass}
