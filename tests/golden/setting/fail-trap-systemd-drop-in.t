# A vendor's drop-in beats the administrator's main file: not persistent.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/journald.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/journald.conf.d, type: directory}
    - {path: /usr/lib/systemd/journald.conf.d/50-x.conf, type: file}
  text:
    - {path: /etc/systemd/journald.conf, content: "[Journal]\nStorage=persistent\n", truncated: 0}
    - {path: /usr/lib/systemd/journald.conf.d/50-x.conf, content: "[Journal]\nStorage=volatile\n", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Storage, equals: persistent}
expect: {outcome: fail, observed: "volatile (/usr/lib/systemd/journald.conf.d/50-x.conf:2)"}
