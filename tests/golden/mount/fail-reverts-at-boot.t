# Right now, and not after the next boot.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs nosuid 0 0\n", truncated: 0}
  mount:
    - {target: /tmp, source: x, fstype: tmpfs, options: "nodev,nosuid,rw"}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: fail, observed: "so it is after the next boot", total: 1, setting: "effective nosuid, running nodev,nosuid,rw"}
