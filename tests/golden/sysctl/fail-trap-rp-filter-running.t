# The keys read 1, and the interface that runs has 2.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/70-cis.conf, type: file}
  text:
    - {path: /etc/sysctl.d/70-cis.conf, content: "net.ipv4.conf.all.rp_filter = 1\nnet.ipv4.conf.default.rp_filter = 1\n", truncated: 0}
  sysctl:
    - {name: net.ipv4.conf.all.rp_filter, value: "1"}
    - {name: net.ipv4.conf.default.rp_filter, value: "1"}
    - {name: net.ipv4.conf.eth0.rp_filter, value: "2"}
    - {name: net.ipv4.conf.lo.rp_filter, value: "0"}
check:
  sysctl: {name: net.ipv4.conf.all.rp_filter, equals: "1", explicit: recorded, interfaces: true}
expect: {outcome: fail, object: net.ipv4.conf.eth0.rp_filter, observed: "2 by running; the larger of it and all: 2", total: 1}
