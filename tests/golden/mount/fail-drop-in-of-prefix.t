# Drop-ins of the prefix and of the type change what fstab declares, too.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/mount.d, type: directory}
    - {path: /etc/systemd/system/mount.d/10-a.conf, type: file}
    - {path: /etc/systemd/system/var-.mount.d, type: directory}
    - {path: /etc/systemd/system/var-.mount.d/20-b.conf, type: file}
  text:
    - {path: /etc/fstab, content: "/dev/sdb /var/log ext4 nodev 0 0\n", truncated: 0}
    - {path: /etc/systemd/system/mount.d/10-a.conf, content: "[Mount]\nOptions=nodev\n", truncated: 0}
    - {path: /etc/systemd/system/var-.mount.d/20-b.conf, content: "[Mount]\nOptions=rw\n", truncated: 0}
check:
  mount: {target: /var/log, options: [nodev], explicit: recorded}
expect: {outcome: fail, observed: "declared in /etc/systemd/system/var-.mount.d/20-b.conf:2"}
