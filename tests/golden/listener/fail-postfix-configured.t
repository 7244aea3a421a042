# Nothing listens now, and at the next start it will.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/postfix, type: directory}
    - {path: /etc/postfix/main.cf, type: file, size: 22}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants/postfix.service, type: symlink, target: /usr/lib/systemd/system/postfix.service}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/postfix.service, type: file, size: 77}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /etc/postfix/main.cf, content: "inet_interfaces = all\n", truncated: 0}
    - {path: /usr/lib/systemd/system/postfix.service, content: "[Service]\nExecStart=/usr/sbin/firewalld\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
  listener:
    - {protocol: tcp, address: "0.0.0.0", port: 22, process: sshd}
check:
  listener: {only-loopback: [tcp/25, tcp/465, tcp/587], offline: postfix}
expect: {outcome: fail, object: /etc/postfix/main.cf}
