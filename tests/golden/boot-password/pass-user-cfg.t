# As grub2-setpassword writes it.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
    - {path: /boot/grub2/user.cfg, type: file}
  text:
    - {path: /boot/grub2/grub.cfg, content: "if [ -f ${prefix}/user.cfg ]; then\n  source ${prefix}/user.cfg\n  if [ -n \"${GRUB2_PASSWORD}\" ]; then\n    set superusers=\"root\"\n    export superusers\n    password_pbkdf2 root ${GRUB2_PASSWORD}\n  fi\nfi\n", truncated: 0}
    - {path: /boot/grub2/user.cfg, content: "GRUB2_PASSWORD=grub.pbkdf2.sha512.[redacted]\n", truncated: 0}
check:
  boot-password: {}
expect: {outcome: pass, object: boot menu, observed: "superusers in /boot/grub2/grub.cfg:4, grub.pbkdf2.sha512 in /boot/grub2/user.cfg:1", setting: "set grub.pbkdf2.sha512 at /boot/grub2/user.cfg:1"}
