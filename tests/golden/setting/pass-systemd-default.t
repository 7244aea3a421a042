# Nothing is set, there is no file, and the version's default is right.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/x, type: file}
  text:
    - {path: /etc/x, content: "", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Compress, equals: "yes"}
expect: {outcome: pass, observed: "yes (not set, and this is the default of systemd 258)"}
