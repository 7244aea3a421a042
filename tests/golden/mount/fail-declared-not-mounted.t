# Declared, and not there.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "/dev/sdb1 /tmp ext4 nodev,nofail 0 0\n", truncated: 0}
  mount:
    - {target: /, source: x, fstype: ext4, options: rw}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: fail, observed: nothing is mounted there}
