# A line of fstab sets all of its options anew.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/systemd, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /dev/shm tmpfs noexec 0 0\n", truncated: 0}
check:
  mount: {target: /dev/shm, options: [noexec, nodev], explicit: recorded}
expect: {outcome: fail, expected: option nodev, total: 1}
