# "user" brings nodev, nosuid and noexec.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "/dev/sdb1 /tmp ext4 user 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, options: [nodev, nosuid, noexec], explicit: recorded}
expect: {outcome: pass}
