# A memory test is started the same way, and is no kernel.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options audit=1\n", truncated: 0}
    - {path: /boot/grub2/grub.cfg, content: "linux16 /memtest86+.bin\n", truncated: 0}
check:
  cmdline: {must: [audit=1]}
expect: {outcome: pass}
