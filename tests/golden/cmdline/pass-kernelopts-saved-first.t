# What the environment block says comes before what grub.cfg sets where there is none.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/grub2, type: directory}
    - {path: /boot/grub2/grub.cfg, type: file}
    - {path: /boot/grub2/grubenv, type: file}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options ${kernelopts}\n", truncated: 0}
    - {path: /boot/grub2/grubenv, content: "kernelopts=ro audit=1\n", truncated: 0}
    - {path: /boot/grub2/grub.cfg, content: "blscfg\nset kernelopts=\"ro audit=0\"\n", truncated: 0}
check:
  cmdline: {must: [audit=1]}
expect: {outcome: pass}
