# selinux=0 leaves nothing of it.
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
    - {path: /boot/loader/entries/a.conf, content: "options selinux=0\n", truncated: 0}
check:
  selinux: {mode: [enforcing, permissive]}
expect: {outcome: fail, object: "/boot/loader/entries/a.conf:1", observed: disabled}
