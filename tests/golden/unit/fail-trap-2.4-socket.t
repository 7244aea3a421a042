# What a socket starts is not disabled.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/sockets.target.wants, type: directory}
    - {path: /etc/systemd/system/sockets.target.wants/y.socket, type: symlink, target: /usr/lib/systemd/system/y.socket}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/x.service, type: file, size: 90}
    - {path: /usr/lib/systemd/system/y.socket, type: file, size: 76}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/x.service, content: "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/sbin/x\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
    - {path: /usr/lib/systemd/system/y.socket, content: "[Socket]\nListenStream=7\nService=x.service\n[Install]\nWantedBy=sockets.target\n", truncated: 0}
check:
  unit: {name: x.service, enabled: false}
expect: {outcome: fail, expected: "disabled or masked", observed: "activated (y.socket"}
