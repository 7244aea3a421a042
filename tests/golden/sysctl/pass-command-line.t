# No file says anything; every boot entry does.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "title A\noptions root=/dev/sda1 sysctl.kernel.kptr_restrict=1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: pass, observed: "1, configured in /boot/loader/entries/a.conf:2"}
