# A glob configures it, as nothing names it.
evidence:
  sysctl:
    - {name: net.ipv4.conf.default.rp_filter, value: "2"}
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/50-default.conf, type: file}
  text:
    - {path: /usr/lib/sysctl.d/50-default.conf, content: "net.ipv4.conf.*.rp_filter = 2\n-net.ipv4.conf.all.rp_filter\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.default.rp_filter, equals: "2", persistent: true}
expect: {outcome: pass, observed: "configured in /usr/lib/sysctl.d/50-default.conf:1"}
