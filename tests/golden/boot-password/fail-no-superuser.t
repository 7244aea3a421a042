# A password, and nobody who is asked for it.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
  text:
    - {path: /boot/grub2/grub.cfg, content: "password_pbkdf2 admin grub.pbkdf2.sha512.[redacted]\n", truncated: 0}
check:
  boot-password: {}
expect: {outcome: fail, expected: superusers, observed: nobody is named, total: 1}
