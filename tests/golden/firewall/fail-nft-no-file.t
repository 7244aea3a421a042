# The file that the service loads is not there.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants/nftables.service, type: symlink, target: /usr/lib/systemd/system/nftables.service}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/nftables.service, type: file, size: 116}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/nftables.service, content: "[Service]\nType=oneshot\nExecStart=/usr/sbin/nft -f /etc/sysconfig/nftables.conf\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
  kernel_module:
    - {kernel: "6.12.0", name: ipv6, builtin: 1}
check:
  firewall: {targets: [default, DROP, "%%REJECT%%"]}
expect: {outcome: fail, object: /etc/sysconfig/nftables.conf}
