# 259 has another default, and lets a build choose it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/x, type: file}
  text:
    - {path: /etc/x, content: "", truncated: 0}
  package:
    - {nevra: systemd-259.1-1.azl4.x86_64, name: systemd, epoch: 0, version: "259.1", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Storage, equals: persistent}
expect: {outcome: missing}
