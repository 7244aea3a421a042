# firewalld passes over a second definition.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/firewalld, type: directory}
    - {path: /etc/firewalld/firewalld.conf, type: file}
  text:
    - {path: /etc/firewalld/firewalld.conf, content: "# x\nFirewallBackend=nftables\nFirewallBackend=iptables\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/firewalld/firewalld.conf, key: FirewallBackend, equals: nftables}
expect: {outcome: pass, observed: "nftables (/etc/firewalld/firewalld.conf:2)"}
