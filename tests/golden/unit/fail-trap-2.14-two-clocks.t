# Two that keep the clock are one too many.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants/chronyd.service, type: symlink, target: /usr/lib/systemd/system/chronyd.service}
    - {path: /etc/systemd/system/sysinit.target.wants, type: directory}
    - {path: /etc/systemd/system/sysinit.target.wants/systemd-timesyncd.service, type: symlink, target: /usr/lib/systemd/system/systemd-timesyncd.service}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/chronyd.service, type: file, size: 90}
    - {path: /usr/lib/systemd/system/systemd-timesyncd.service, type: file, size: 90}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/chronyd.service, content: "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/sbin/x\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
    - {path: /usr/lib/systemd/system/systemd-timesyncd.service, content: "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/sbin/x\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
check:
  unit: {names: [chronyd.service, systemd-timesyncd.service], enabled: true, exactly-one: true, active: [active]}
expect: {outcome: fail, expected: "exactly one enabled", observed: "2: chronyd.service enabled"}
