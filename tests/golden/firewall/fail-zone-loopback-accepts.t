# The rule for IPv6 accepts.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/firewalld, type: directory}
    - {path: /etc/firewalld/zones, type: directory}
    - {path: /etc/firewalld/zones/trusted.xml, type: file, size: 310}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants/firewalld.service, type: symlink, target: /usr/lib/systemd/system/firewalld.service}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/firewalld, type: directory}
    - {path: /usr/lib/firewalld/zones, type: directory}
    - {path: /usr/lib/firewalld/zones/drop.xml, type: file, size: 29}
    - {path: /usr/lib/firewalld/zones/public.xml, type: file, size: 102}
    - {path: /usr/lib/firewalld/zones/trusted.xml, type: file, size: 95}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/firewalld.service, type: file, size: 77}
  text:
    - {path: /etc/firewalld/zones/trusted.xml, content: "<zone target=\"ACCEPT\">\n  <interface name=\"lo\"/>\n  <rule family=\"ipv4\">\n    <source address=\"127.0.0.1\"/>\n    <destination address=\"127.0.0.1\" invert=\"True\"/>\n    <drop/>\n  </rule>\n  <rule family=\"ipv6\">\n    <source address=\"::1\"/>\n    <destination address=\"::1\" invert=\"True\"/>\n    <accept/>\n  </rule>\n</zone>\n", truncated: 0}
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/firewalld/zones/drop.xml, content: "<zone target=\"DROP\">\n</zone>\n", truncated: 0}
    - {path: /usr/lib/firewalld/zones/public.xml, content: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<zone>\n  <short>Public</short>\n  <service name=\"ssh\"/>\n</zone>\n", truncated: 0}
    - {path: /usr/lib/firewalld/zones/trusted.xml, content: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<zone target=\"ACCEPT\">\n  <short>Trusted</short>\n</zone>\n", truncated: 0}
    - {path: /usr/lib/systemd/system/firewalld.service, content: "[Service]\nExecStart=/usr/sbin/firewalld\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
  kernel_module:
    - {kernel: "6.12.0", name: ipv6, builtin: 1}
check:
  firewall: {loopback: true}
expect: {outcome: fail, object: "::1", total: 1}
