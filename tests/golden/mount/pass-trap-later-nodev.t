# nodev after "defaults" stays.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs defaults,nodev 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: pass}
