# Right by default is not enough where a file has to say it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/x, type: file}
  text:
    - {path: /etc/x, content: "", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Compress, equals: "yes", explicit: required}
expect: {outcome: fail, observed: "yes (not set, and this is the default of systemd 258); a file has to say it"}
