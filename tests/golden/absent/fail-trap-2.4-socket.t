# Its socket starts it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/sockets.target.wants, type: directory}
    - {path: /etc/systemd/system/sockets.target.wants/avahi-daemon.socket, type: symlink, target: /usr/lib/systemd/system/avahi-daemon.socket}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/avahi-daemon.service, type: file, size: 90}
    - {path: /usr/lib/systemd/system/avahi-daemon.socket, type: file, size: 63}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/avahi-daemon.service, content: "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/sbin/x\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
    - {path: /usr/lib/systemd/system/avahi-daemon.socket, content: "[Socket]\nListenStream=/run/x\n[Install]\nWantedBy=sockets.target\n", truncated: 0}
  package:
    - {nevra: avahi-1-1.azl4.x86_64, name: avahi, version: "1", release: "1.azl4", arch: x86_64}
check:
  absent: {packages: [avahi], units: [avahi-daemon.socket, avahi-daemon.service]}
expect: {outcome: fail, object: avahi-daemon.service, observed: "activated (avahi-daemon.socket", total: 2}
