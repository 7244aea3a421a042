# A glob writes conf.all.forwarding, which nothing names by that name, after ip_forward.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/60-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/60-a.conf, content: "net.ipv4.ip_forward = 0\nnet.ipv4.conf.*.forwarding = 1\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.ip_forward, equals: "0", explicit: recorded}
expect: {outcome: fail, observed: "1 configured in /etc/sysctl.d/60-a.conf:2"}
