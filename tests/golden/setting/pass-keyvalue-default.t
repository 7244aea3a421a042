# Not set, and firewalld's own default is right.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/firewalld, type: directory}
    - {path: /etc/firewalld/firewalld.conf, type: file}
  text:
    - {path: /etc/firewalld/firewalld.conf, content: "DefaultZone=public\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/firewalld/firewalld.conf, key: FirewallBackend, equals: nftables}
expect: {outcome: pass, observed: "nftables (not set, and this is the default of firewalld)"}
