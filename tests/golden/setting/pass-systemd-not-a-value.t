# What systemd cannot parse it passes over, and what stood before stays.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/journald.conf, type: file}
  text:
    - {path: /etc/systemd/journald.conf, content: "[Journal]\nStorage=persistent\nStorage=sometimes\nStorage=\n", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Storage, equals: persistent}
expect: {outcome: pass, observed: "persistent (/etc/systemd/journald.conf:2)"}
