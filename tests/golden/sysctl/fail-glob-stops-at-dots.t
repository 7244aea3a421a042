# A glob does not reach over a part of the name.
evidence:
  sysctl:
    - {name: net.ipv4.conf.all.rp_filter, value: "1"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/a.conf, content: "net.*.rp_filter = 1\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.rp_filter, equals: "1", persistent: true}
expect: {outcome: fail, observed: configured nowhere}
