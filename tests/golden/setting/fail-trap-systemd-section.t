# Under a section that is not its own a key says nothing: the default stays.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/journald.conf, type: file}
  text:
    - {path: /etc/systemd/journald.conf, content: "[Coredump]\nStorage=persistent\n", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Storage, equals: persistent}
expect: {outcome: fail, observed: "auto (not set, and this is the default of systemd 258)"}
