# Of two lines for one path the first makes the unit.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs nosuid 0 0\ntmpfs /tmp tmpfs nodev 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: fail, observed: "nosuid, declared in /etc/fstab:1", setting: "over /etc/fstab:2: nodev"}
