# "defaults" after nodev takes it back.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs nodev,defaults 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: fail, expected: option nodev}
