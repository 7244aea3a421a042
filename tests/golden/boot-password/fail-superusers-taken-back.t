# A later line that names nobody: the menu asks nobody.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
  text:
    - {path: /boot/grub2/grub.cfg, content: "set superusers=\"admin\"\npassword_pbkdf2 admin grub.pbkdf2.sha512.[redacted]\nset superusers=\"\"\n", truncated: 0}
check:
  boot-password: {}
expect: {outcome: fail, expected: "set superusers="}
