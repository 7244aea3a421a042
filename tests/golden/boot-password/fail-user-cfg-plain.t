# user.cfg has something that is no hash of GRUB's.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
    - {path: /boot/grub2/user.cfg, type: file}
  text:
    - {path: /boot/grub2/grub.cfg, content: "if [ -f ${prefix}/user.cfg ]; then\n  source ${prefix}/user.cfg\n  if [ -n \"${GRUB2_PASSWORD}\" ]; then\n    set superusers=\"root\"\n    export superusers\n    password_pbkdf2 root ${GRUB2_PASSWORD}\n  fi\nfi\n", truncated: 0}
    - {path: /boot/grub2/user.cfg, content: "GRUB2_PASSWORD=[redacted]\n", truncated: 0}
check:
  boot-password: {}
expect: {outcome: fail, observed: is none}
