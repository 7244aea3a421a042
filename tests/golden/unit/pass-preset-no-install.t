# Without [Install] there is nothing to enable, whatever a drop-in says.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/x.service, type: file, size: 32}
    - {path: /usr/lib/systemd/system/x.service.d, type: directory}
    - {path: /usr/lib/systemd/system/x.service.d/10-install.conf, type: file, size: 37}
  text:
    - {path: /usr/lib/systemd/system/x.service, content: "[Service]\nExecStart=/usr/sbin/x\n", truncated: 0}
    - {path: /usr/lib/systemd/system/x.service.d/10-install.conf, content: "[Install]\nWantedBy=multi-user.target\n", truncated: 0}
check:
  unit: {name: x.service, enabled: false}
expect: {outcome: pass, observed: disabled}
