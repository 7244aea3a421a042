# What is not mounted at boot is no mount of its own.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs noauto,nodev 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, explicit: recorded}
expect: {outcome: fail, observed: declared nowhere, setting: "over /etc/fstab:1: noauto"}
