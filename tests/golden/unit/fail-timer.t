# A timer that starts it is enabled.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/timers.target.wants, type: directory}
    - {path: /etc/systemd/system/timers.target.wants/x.timer, type: symlink, target: /usr/lib/systemd/system/x.timer}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/x.service, type: file, size: 32}
    - {path: /usr/lib/systemd/system/x.timer, type: file, size: 58}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/x.service, content: "[Service]\nExecStart=/usr/sbin/x\n", truncated: 0}
    - {path: /usr/lib/systemd/system/x.timer, content: "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n", truncated: 0}
check:
  unit: {name: x.service, enabled: false}
expect: {outcome: fail, observed: "activated (x.timer"}
