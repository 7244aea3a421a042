# The other back end.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/firewalld, type: directory}
    - {path: /etc/firewalld/firewalld.conf, type: file}
  text:
    - {path: /etc/firewalld/firewalld.conf, content: "FirewallBackend=iptables\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/firewalld/firewalld.conf, key: FirewallBackend, equals: nftables}
expect: {outcome: fail, expected: nftables, observed: "iptables (/etc/firewalld/firewalld.conf:1)"}
