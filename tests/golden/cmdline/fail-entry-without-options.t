# An entry that has no options at all.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "title A\nlinux /vmlinuz\n", truncated: 0}
check:
  cmdline: {must: [audit=1]}
expect: {outcome: fail, observed: no audit}
