# A line with all three.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/systemd, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /dev/shm tmpfs nosuid,nodev,noexec 0 0\n", truncated: 0}
check:
  mount: {target: /dev/shm, options: [noexec, nodev, nosuid], explicit: required}
expect: {outcome: pass}
