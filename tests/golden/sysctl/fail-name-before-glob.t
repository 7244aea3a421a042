# Whoever names it wins over a glob that comes later.
evidence:
  sysctl:
    - {name: net.ipv4.conf.all.rp_filter, value: "1"}
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/10-a.conf, type: file}
    - {path: /usr/lib/sysctl.d/90-b.conf, type: file}
  text:
    - {path: /usr/lib/sysctl.d/10-a.conf, content: "net.ipv4.conf.all.rp_filter = 0\n", truncated: 0}
    - {path: /usr/lib/sysctl.d/90-b.conf, content: "net.ipv4.conf.*.rp_filter = 1\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.rp_filter, equals: "1", persistent: true}
expect: {outcome: fail, observed: "0 configured in /usr/lib/sysctl.d/10-a.conf:1"}
