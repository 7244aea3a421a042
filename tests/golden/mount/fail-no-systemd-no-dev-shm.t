# Without systemd nobody mounts it.
evidence:
  file:
    - {path: /usr, type: directory}
check:
  mount: {target: /dev/shm, explicit: recorded}
expect: {outcome: fail, observed: declared nowhere}
