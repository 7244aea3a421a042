# "defaults" says dev, suid and exec.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs defaults 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, options: [nodev], explicit: recorded}
expect: {outcome: fail, expected: option nodev, observed: "defaults, declared in /etc/fstab:1"}
