# One of two entries turns it off.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
    - {path: /boot/loader/entries/b.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options ro\n", truncated: 0}
    - {path: /boot/loader/entries/b.conf, content: "options ro selinux=0\n", truncated: 0}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: fail, object: "/boot/loader/entries/b.conf:1", expected: no selinux=0, observed: selinux=0, total: 1}
