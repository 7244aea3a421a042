# An empty assignment goes back to the default.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/journald.conf, type: file}
  text:
    - {path: /etc/systemd/journald.conf, content: "[Journal]\nCompress=no\nCompress=\n", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Compress, equals: "no"}
expect: {outcome: fail, observed: "yes (set back to the default in /etc/systemd/journald.conf:3 of systemd 258)"}
