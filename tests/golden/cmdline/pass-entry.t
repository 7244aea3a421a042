# An entry that says nothing bad.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "title A\nlinux /vmlinuz\noptions root=/dev/sda1 ro audit=1\n", truncated: 0}
check:
  cmdline: {must: [audit=1, ro], forbid: [selinux=0, enforcing=0]}
expect: {outcome: pass, object: "/boot/loader/entries/a.conf:3", observed: audit=1, setting: "command line: audit: set 1 at /boot/loader/entries/a.conf:3, effective 1"}
