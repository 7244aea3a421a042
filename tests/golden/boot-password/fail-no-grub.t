# There is no GRUB.
evidence:
  file:
    - {path: /boot, type: directory}
check:
  boot-password: {}
expect: {outcome: fail, observed: there is no grub.cfg}
