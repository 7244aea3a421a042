# firewalld keeps the first definition, finds that it is no back end, and takes its default.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/firewalld, type: directory}
    - {path: /etc/firewalld/firewalld.conf, type: file}
  text:
    - {path: /etc/firewalld/firewalld.conf, content: "FirewallBackend=nft\nFirewallBackend=iptables\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/firewalld/firewalld.conf, key: FirewallBackend, equals: nftables}
expect: {outcome: pass, observed: "nftables (not set, and this is the default of firewalld)"}
