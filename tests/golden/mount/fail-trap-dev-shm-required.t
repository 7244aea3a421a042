# ... which is no line that somebody wrote.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/systemd, type: file}
check:
  mount: {target: /dev/shm, options: [nodev], explicit: required}
expect: {outcome: fail, expected: declared in fstab or by a unit}
