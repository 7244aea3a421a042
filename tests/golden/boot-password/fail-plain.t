# A password in clear text.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
  text:
    - {path: /boot/grub2/grub.cfg, content: "set superusers=\"root\"\npassword [redacted]\n", truncated: 0}
check:
  boot-password: {}
expect: {outcome: fail, observed: "a password that is no hash, in /boot/grub2/grub.cfg:2"}
