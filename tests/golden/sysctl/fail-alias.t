# net.ipv4.ip_forward is the same variable by another name.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/60-a.conf, type: file}
    - {path: /etc/sysctl.d/99-k8s.conf, type: file}
  text:
    - {path: /etc/sysctl.d/60-a.conf, content: "net.ipv4.conf.all.forwarding = 0\n", truncated: 0}
    - {path: /etc/sysctl.d/99-k8s.conf, content: "net.ipv4.ip_forward = 1\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.forwarding, equals: "0", explicit: recorded}
expect: {outcome: fail, observed: "1 configured in /etc/sysctl.d/99-k8s.conf:1"}
