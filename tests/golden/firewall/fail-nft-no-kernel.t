# No kernel in the image says nothing of IPv6: what boots it may well have that.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/sysconfig, type: directory}
    - {path: /etc/sysconfig/nftables.conf, type: file, size: 306}
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
    - {path: /etc/sysconfig/nftables.conf, content: "flush ruleset\n\ntable ip filter {\n\tset admins {\n\t\ttype ipv4_addr\n\t\telements = { 10.0.0.1, 10.0.0.2 }\n\t}\n\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n\t\tct state established,related accept # answers\n\t\tiif lo accept\n\t\tmeta l4proto { icmp, ipv6-icmp } accept\n\t\ttcp dport 22 accept\n\t}\n}\n", truncated: 0}
    - {path: /usr/lib/systemd/system/nftables.service, content: "[Service]\nType=oneshot\nExecStart=/usr/sbin/nft -f /etc/sysconfig/nftables.conf\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
check:
  firewall: {targets: [default, DROP, "%%REJECT%%"]}
expect: {outcome: fail, object: IPv6}
