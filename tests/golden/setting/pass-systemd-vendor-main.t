# Without one in /etc the vendor's main file is read.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/journald.conf, type: file}
  text:
    - {path: /usr/lib/systemd/journald.conf, content: "[Journal]\nStorage=persistent\n", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Storage, equals: persistent}
expect: {outcome: pass, observed: "persistent (/usr/lib/systemd/journald.conf:2)"}
