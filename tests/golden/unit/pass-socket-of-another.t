# A socket of its name that says Service= starts another unit.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/sockets.target.wants, type: directory}
    - {path: /etc/systemd/system/sockets.target.wants/x.socket, type: symlink, target: /usr/lib/systemd/system/x.socket}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/x.service, type: file, size: 90}
    - {path: /usr/lib/systemd/system/x.socket, type: file, size: 58}
    - {path: /usr/lib/systemd/system/x.socket.d, type: directory}
    - {path: /usr/lib/systemd/system/x.socket.d/10-other.conf, type: file, size: 27}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/x.service, content: "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/sbin/x\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
    - {path: /usr/lib/systemd/system/x.socket, content: "[Socket]\nListenStream=7\n[Install]\nWantedBy=sockets.target\n", truncated: 0}
    - {path: /usr/lib/systemd/system/x.socket.d/10-other.conf, content: "[Socket]\nService=z.service\n", truncated: 0}
check:
  unit: {name: x.service, enabled: false}
expect: {outcome: pass, observed: disabled}
