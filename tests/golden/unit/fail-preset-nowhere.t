# What no preset names is enabled at the first boot.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/x.service, type: file, size: 90}
  text:
    - {path: /usr/lib/systemd/system/x.service, content: "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/sbin/x\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
check:
  unit: {name: x.service, enabled: false}
expect: {outcome: fail, observed: "enabled by preset (no preset names it"}
