# ... unless a later word takes one back.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "/dev/sdb1 /tmp ext4 user,exec 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, options: [nodev, nosuid, noexec], explicit: recorded}
expect: {outcome: fail, expected: option noexec, total: 1}
