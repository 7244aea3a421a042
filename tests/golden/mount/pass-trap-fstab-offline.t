# A line of fstab is declared, whether or not anything runs.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "# comment\nUUID=1 / ext4 defaults 0 1\ntmpfs /tmp tmpfs nodev,nosuid 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: pass, observed: "nodev,nosuid, declared in /etc/fstab:3", setting: "/tmp: set nodev,nosuid at /etc/fstab:3, effective nodev,nosuid"}
