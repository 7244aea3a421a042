# Whatever it is, it passes, and the result says what it is.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/journald.conf, type: file}
  text:
    - {path: /etc/systemd/journald.conf, content: "[Journal]\nSystemMaxUse=1G\n", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: [SystemMaxUse, RuntimeMaxUse], record: true}
expect: {outcome: pass, observed: "1G (/etc/systemd/journald.conf:2)"}
