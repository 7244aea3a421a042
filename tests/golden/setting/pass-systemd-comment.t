# A comment's backslash joins nothing; a value's does, and a comment between does not end it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/journald.conf, type: file}
  text:
    - {path: /etc/systemd/journald.conf, content: "[Journal]\n# one\\\nStorage=\\\n; two\npersistent\n", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/journald.conf, section: Journal, key: Storage, equals: persistent}
expect: {outcome: pass, observed: "persistent (/etc/systemd/journald.conf:5)"}
