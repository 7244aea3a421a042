# The manager mounts /dev/shm by itself, with nosuid and nodev.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/systemd, type: file}
check:
  mount: {target: /dev/shm, options: [nodev, nosuid], explicit: recorded}
expect: {outcome: pass, observed: "declared in systemd's own mounts"}
