# An alias of /etc enables, as that of a display manager.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/display-manager.service, type: symlink, target: /usr/lib/systemd/system/gdm.service}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/gdm.service, type: file, size: 32}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/gdm.service, content: "[Service]\nExecStart=/usr/sbin/x\n", truncated: 0}
check:
  unit: {name: gdm.service, enabled: true}
expect: {outcome: pass, observed: "enabled (/etc/systemd/system/display-manager.service)"}
