# The journal alone.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/sysinit.target.wants, type: directory}
    - {path: /usr/lib/systemd/system/sysinit.target.wants/systemd-journald.service, type: symlink, target: "../systemd-journald.service"}
    - {path: /usr/lib/systemd/system/systemd-journald.service, type: file, size: 54}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/systemd-journald.service, content: "[Service]\nExecStart=/usr/lib/systemd/systemd-journald\n", truncated: 0}
check:
  log-of-record: {exactly-one: true}
expect: {outcome: pass, observed: journald, setting: "journald: Storage"}
