# The same of an image that does not run.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/a.conf, content: "net.ipv6.conf.all.disable_ipv6=1\n", truncated: 0}
check:
  sysctl: {name: net.ipv6.conf.all.disable_ipv6, record: true}
expect: {outcome: pass, observed: "1 by /etc/sysctl.d/a.conf:1"}
