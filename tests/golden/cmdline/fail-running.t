# Edited by hand at the boot menu.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options audit=1\n", truncated: 0}
  kernel:
    - {key: cmdline, value: "root=/dev/sda1"}
check:
  cmdline: {must: [audit=1]}
expect: {outcome: fail, object: running, observed: no audit, setting: "command line: audit: at running, running not there"}
