# The words stand in GRUB's environment.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grubenv, type: file}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options $kernelopts\n", truncated: 0}
    - {path: /boot/grub2/grubenv, content: "# GRUB Environment Block\nkernelopts=root=/dev/sda1 ro selinux=0\n", truncated: 0}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: fail, object: "/boot/loader/entries/a.conf:1", observed: selinux=0}
