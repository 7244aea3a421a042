# Of drop-ins of one name the folder counts before the unit's name: /etc's prefix hides /usr's own.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/var-.mount.d, type: directory}
    - {path: /etc/systemd/system/var-.mount.d/10-a.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/var-log.mount.d, type: directory}
    - {path: /usr/lib/systemd/system/var-log.mount.d/10-a.conf, type: file}
  text:
    - {path: /etc/fstab, content: "/dev/sdb /var/log ext4 nodev 0 0\n", truncated: 0}
    - {path: /etc/systemd/system/var-.mount.d/10-a.conf, content: "[Mount]\nOptions=rw\n", truncated: 0}
    - {path: /usr/lib/systemd/system/var-log.mount.d/10-a.conf, content: "[Mount]\nOptions=nodev\n", truncated: 0}
check:
  mount: {target: /var/log, options: [nodev], explicit: recorded}
expect: {outcome: fail, observed: "declared in /etc/systemd/system/var-.mount.d/10-a.conf:2"}
