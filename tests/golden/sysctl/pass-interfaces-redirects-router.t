# A router takes redirects only when both say so.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/70-cis.conf, type: file}
  text:
    - {path: /etc/sysctl.d/70-cis.conf, content: "net.ipv4.conf.all.accept_redirects = 0\nnet.ipv4.ip_forward = 1\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.accept_redirects, equals: "0", explicit: recorded, interfaces: true}
expect: {outcome: pass}
