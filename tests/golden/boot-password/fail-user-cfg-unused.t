# A hash that no grub.cfg uses.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
    - {path: /boot/grub2/user.cfg, type: file}
  text:
    - {path: /boot/grub2/grub.cfg, content: "set superusers=\"root\"\n", truncated: 0}
    - {path: /boot/grub2/user.cfg, content: "GRUB2_PASSWORD=grub.pbkdf2.sha512.[redacted]\n", truncated: 0}
check:
  boot-password: {}
expect: {outcome: fail, observed: or no grub.cfg uses it}
