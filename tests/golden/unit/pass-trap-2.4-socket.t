# Its socket is enabled, it is not: in use all the same.
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
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/x.service, content: "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/sbin/x\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
    - {path: /usr/lib/systemd/system/x.socket, content: "[Socket]\nListenStream=7\n[Install]\nWantedBy=sockets.target\n", truncated: 0}
check:
  unit: {name: x.service, enabled: true}
expect: {outcome: pass, observed: "activated (x.socket (enabled: /etc/systemd/system/sockets.target.wants/x.socket))"}
