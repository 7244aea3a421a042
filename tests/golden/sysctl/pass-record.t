# A fact that is only written down.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
  sysctl:
    - {name: net.ipv6.conf.all.disable_ipv6, value: "0"}
check:
  sysctl: {name: net.ipv6.conf.all.disable_ipv6, record: true}
expect: {outcome: pass, observed: "0 running"}
