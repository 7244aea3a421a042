# Its options at the next boot are not known.
evidence:
  file:
    - {path: /etc, type: directory}
  mount:
    - {target: /home, source: x, fstype: ext4, options: "nodev,rw"}
check:
  mount: {target: /home, options: [nodev], explicit: recorded}
expect: {outcome: missing, reason: declared nowhere}
