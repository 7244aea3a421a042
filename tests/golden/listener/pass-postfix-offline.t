# Never booted; main.cf says where it will listen, by the last assignment.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/postfix, type: directory}
    - {path: /etc/postfix/main.cf, type: file, size: 80}
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
    - {path: /etc/postfix/main.cf, content: "inet_interfaces = all\n# inet_interfaces = all\ninet_interfaces =\n  loopback-only\n", truncated: 0}
    - {path: /usr/lib/systemd/system/postfix.service, content: "[Service]\nExecStart=/usr/sbin/firewalld\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
check:
  listener: {only-loopback: [tcp/25, tcp/465, tcp/587], offline: postfix}
expect: {outcome: pass, observed: "inet_interfaces = loopback-only"}
