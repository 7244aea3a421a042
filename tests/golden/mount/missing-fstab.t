# fstab was not read.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
check:
  mount: {target: /tmp, explicit: recorded}
expect: {outcome: missing, reason: /etc/fstab}
