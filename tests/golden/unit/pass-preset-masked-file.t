# A preset file of /etc hides the one of that name.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 14}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system-preset, type: directory}
    - {path: /etc/systemd/system-preset/90-default.preset, type: file, size: 18}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system-preset, type: directory}
    - {path: /usr/lib/systemd/system-preset/90-default.preset, type: file, size: 28}
    - {path: /usr/lib/systemd/system-preset/99-default-disable.preset, type: file, size: 10}
    - {path: /usr/lib/systemd/system/x.service, type: file, size: 90}
  text:
    - {path: /etc/machine-id, content: "uninitialized\n", truncated: 0}
    - {path: /etc/systemd/system-preset/90-default.preset, content: "disable x.service\n", truncated: 0}
    - {path: /usr/lib/systemd/system-preset/90-default.preset, content: "# services\nenable x.service\n", truncated: 0}
    - {path: /usr/lib/systemd/system-preset/99-default-disable.preset, content: "disable *\n", truncated: 0}
    - {path: /usr/lib/systemd/system/x.service, content: "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/sbin/x\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
check:
  unit: {name: x.service, enabled: false}
expect: {outcome: pass, observed: disabled}
