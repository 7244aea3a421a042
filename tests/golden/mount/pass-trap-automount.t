# ... but one that is mounted when somebody looks is.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs noauto,x-systemd.automount,nodev 0 0\n", truncated: 0}
  mount:
    - {target: /tmp, source: x, fstype: autofs, options: rw}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: pass}
