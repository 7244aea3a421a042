# Who repeats the glob with 1 is right.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/70-cis.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/50-default.conf, type: file}
  text:
    - {path: /usr/lib/sysctl.d/50-default.conf, content: "net.ipv4.conf.default.rp_filter = 2\nnet.ipv4.conf.*.rp_filter = 2\n-net.ipv4.conf.all.rp_filter\n", truncated: 0}
    - {path: /etc/sysctl.d/70-cis.conf, content: "net.ipv4.conf.all.rp_filter = 1\nnet.ipv4.conf.default.rp_filter = 1\nnet.ipv4.conf.*.rp_filter = 1\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.rp_filter, equals: "1", explicit: recorded, interfaces: true}
expect: {outcome: pass, setting: "net.ipv4.conf.eth0.rp_filter: set 1 at /etc/sysctl.d/70-cis.conf:3, effective 1"}
