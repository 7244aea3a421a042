# The environment block was not read.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grubenv, type: file}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options $kernelopts\n", truncated: 0}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: missing, reason: /boot/grub2/grubenv}
