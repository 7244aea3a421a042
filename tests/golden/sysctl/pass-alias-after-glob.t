# The name comes after the glob that writes its alias.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/60-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/60-a.conf, content: "net.ipv4.conf.*.forwarding = 1\nnet.ipv4.ip_forward = 0\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.ip_forward, equals: "0", explicit: recorded}
expect: {outcome: pass, observed: "0, configured in /etc/sysctl.d/60-a.conf:2"}
