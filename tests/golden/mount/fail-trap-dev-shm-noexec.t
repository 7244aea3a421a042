# ... and without noexec.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/systemd, type: file}
check:
  mount: {target: /dev/shm, options: [noexec], explicit: recorded}
expect: {outcome: fail, expected: option noexec}
