# The lines of grub.cfg wait for a user.cfg that is not there.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
  text:
    - {path: /boot/grub2/grub.cfg, content: "if [ -f ${prefix}/user.cfg ]; then\n  source ${prefix}/user.cfg\n  if [ -n \"${GRUB2_PASSWORD}\" ]; then\n    set superusers=\"root\"\n    export superusers\n    password_pbkdf2 root ${GRUB2_PASSWORD}\n  fi\nfi\n", truncated: 0}
check:
  boot-password: {}
expect: {outcome: fail, expected: password_pbkdf2, observed: no password}
