# Of IPv6 the interface's value alone counts.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/70-cis.conf, type: file}
  text:
    - {path: /etc/sysctl.d/70-cis.conf, content: "net.ipv6.conf.all.accept_ra = 0\nnet.ipv6.conf.default.accept_ra = 0\n", truncated: 0}
  sysctl:
    - {name: net.ipv6.conf.all.accept_ra, value: "0"}
    - {name: net.ipv6.conf.eth0/1.accept_ra, value: "1"}
check:
  sysctl: {name: net.ipv6.conf.all.accept_ra, equals: "0", explicit: recorded, interfaces: true}
expect: {outcome: fail, object: net.ipv6.conf.eth0/1.accept_ra, observed: "1 by running", total: 1}
