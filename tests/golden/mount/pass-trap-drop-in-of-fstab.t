# ... those of a line of fstab, too.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/tmp.mount.d, type: directory}
    - {path: /etc/systemd/system/tmp.mount.d/options.conf, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs nosuid 0 0\n", truncated: 0}
    - {path: /etc/systemd/system/tmp.mount.d/options.conf, content: "[Mount]\nOptions=nosuid,nodev\n", truncated: 0}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: pass, observed: "declared in /etc/systemd/system/tmp.mount.d/options.conf:2"}
