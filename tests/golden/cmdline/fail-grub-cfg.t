# An entry of grub.cfg that is no BLS entry.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
  text:
    - {path: /boot/grub2/grub.cfg, content: "menuentry 'A' {\n\tlinux /vmlinuz-6.18 root=/dev/sda1 selinux=0\n}\n", truncated: 0}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: fail, object: "/boot/grub2/grub.cfg:2"}
