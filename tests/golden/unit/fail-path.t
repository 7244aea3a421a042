# A path unit that starts it by Unit= is enabled.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/paths.target.wants, type: directory}
    - {path: /etc/systemd/system/paths.target.wants/y.path, type: symlink, target: /usr/lib/systemd/system/y.path}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/x.service, type: file, size: 32}
    - {path: /usr/lib/systemd/system/y.path, type: file, size: 68}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/x.service, content: "[Service]\nExecStart=/usr/sbin/x\n", truncated: 0}
    - {path: /usr/lib/systemd/system/y.path, content: "[Path]\nPathExists=/x\nUnit=x.service\n[Install]\nWantedBy=paths.target\n", truncated: 0}
check:
  unit: {name: x.service, enabled: false}
expect: {outcome: fail, observed: "activated (y.path"}
