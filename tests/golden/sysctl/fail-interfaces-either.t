# Redirects are sent when either says so.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/70-cis.conf, type: file}
  text:
    - {path: /etc/sysctl.d/70-cis.conf, content: "net.ipv4.conf.all.send_redirects = 0\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.send_redirects, equals: "0", explicit: recorded, interfaces: true}
expect: {outcome: fail, object: net.ipv4.conf.eth0.send_redirects, observed: "1 by the kernel's default; it or all: 1"}
