# A source route is taken only when both say so.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/70-cis.conf, type: file}
  text:
    - {path: /etc/sysctl.d/70-cis.conf, content: "net.ipv4.conf.all.accept_source_route = 0\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.accept_source_route, equals: "0", explicit: recorded, interfaces: true}
expect: {outcome: pass, setting: "net.ipv4.conf.eth0.accept_source_route: set 1 at the kernel's default, effective 0"}
