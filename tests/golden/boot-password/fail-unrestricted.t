# Entries that everybody may start, where that is not let be.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
  text:
    - {path: /boot/grub2/grub.cfg, content: "set superusers=\"root\"\npassword_pbkdf2 root grub.pbkdf2.sha512.[redacted]\nmenuentry 'A' --unrestricted {\n", truncated: 0}
check:
  boot-password: {unrestricted-ok: false}
expect: {outcome: fail, observed: "--unrestricted in /boot/grub2/grub.cfg:3"}
