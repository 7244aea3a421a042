# The later one of a pair holds.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs nodev,nosuid,dev 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: fail, observed: "nodev,nosuid,dev"}
