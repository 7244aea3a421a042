# A oneshot that has done its work is inactive, and nothing is wrong with it.
evidence:
  unit:
    - {name: load.service, load: loaded, active: inactive, sub: dead, file_state: enabled, preset: enabled, result: success, path: /usr/lib/systemd/system/load.service}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants/load.service, type: symlink, target: /usr/lib/systemd/system/load.service}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/load.service, type: file, size: 40}
  text:
    - {path: /usr/lib/systemd/system/load.service, content: "[Service]\nType=oneshot\nExecStart=/bin/true\n", truncated: 0}
check:
  unit: {name: load.service, enabled: true, active: [active]}
expect: {outcome: pass}
