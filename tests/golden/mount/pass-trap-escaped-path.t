# fstab writes a blank as \\040, and a slash at the end means nothing.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "/dev/sdb1 /srv/a\\040b/ ext4 nodev 0 2\n", truncated: 0}
check:
  mount: {target: /srv/a b, options: [nodev], explicit: recorded}
expect: {outcome: pass}
