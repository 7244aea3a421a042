# grub.cfg was not read.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
check:
  boot-password: {}
expect: {outcome: missing, reason: /boot/grub2/grub.cfg}
