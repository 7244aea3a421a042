# A preset names instances of a template.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system-preset, type: directory}
    - {path: /usr/lib/systemd/system-preset/90-x.preset, type: file, size: 26}
    - {path: /usr/lib/systemd/system-preset/99-x.preset, type: file, size: 10}
    - {path: /usr/lib/systemd/system/x@.service, type: file, size: 90}
  text:
    - {path: /usr/lib/systemd/system-preset/90-x.preset, content: "enable x@.service one two\n", truncated: 0}
    - {path: /usr/lib/systemd/system-preset/99-x.preset, content: "disable *\n", truncated: 0}
    - {path: /usr/lib/systemd/system/x@.service, content: "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/sbin/x\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
check:
  unit: {name: x@two.service, enabled: false}
expect: {outcome: fail, observed: "enabled by preset (/usr/lib/systemd/system-preset/90-x.preset:1)"}
