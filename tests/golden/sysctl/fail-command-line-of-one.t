# Only one of two entries says it: the other boots with the default.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
    - {path: /boot/loader/entries/b.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "title A\noptions root=/dev/sda1 sysctl.kernel/kptr_restrict=1\n", truncated: 0}
    - {path: /boot/loader/entries/b.conf, content: "title B\noptions root=/dev/sda1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: fail, observed: "the kernel's default is 0"}
