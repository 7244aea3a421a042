# A link of /usr/lib enables as well: static.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/multi-user.target.wants, type: directory}
    - {path: /usr/lib/systemd/system/multi-user.target.wants/x.service, type: symlink, target: "../x.service"}
    - {path: /usr/lib/systemd/system/x.service, type: file, size: 32}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/x.service, content: "[Service]\nExecStart=/usr/sbin/x\n", truncated: 0}
check:
  unit: {name: x.service, enabled: true}
expect: {outcome: pass, object: x.service, observed: "static (/usr/lib/systemd/system/multi-user.target.wants/x.service)", setting: "x.service: set static at /usr/lib/systemd/system/multi-user.target.wants/x.service, effective in use"}
