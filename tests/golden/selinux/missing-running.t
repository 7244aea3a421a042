# The running kernel says nothing at all.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
    - {path: /etc, type: directory}
    - {path: /etc/selinux, type: directory}
    - {path: /etc/selinux/config, type: file}
  text:
    - {path: /etc/selinux/config, content: "SELINUX=enforcing\n", truncated: 0}
    - {path: /boot/loader/entries/a.conf, content: "options ro\n", truncated: 0}
  kernel:
    - {key: release, value: "6.18"}
check:
  selinux: {mode: enforcing}
expect: {outcome: missing, reason: does not say}
