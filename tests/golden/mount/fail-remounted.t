# Declared right, and remounted since.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs nodev 0 0\n", truncated: 0}
  mount:
    - {target: /tmp, source: x, fstype: tmpfs, options: rw}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: fail, observed: "rw", total: 1}
