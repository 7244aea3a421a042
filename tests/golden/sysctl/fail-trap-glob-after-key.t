# A key that is named is never touched by a glob, whatever the order.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/10-a.conf, type: file}
    - {path: /etc/sysctl.d/20-b.conf, type: file}
  text:
    - {path: /etc/sysctl.d/10-a.conf, content: "net.ipv4.conf.all.log_martians = 0\n", truncated: 0}
    - {path: /etc/sysctl.d/20-b.conf, content: "net.ipv4.conf.*.log_martians = 1\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.log_martians, equals: "1", explicit: recorded}
expect: {outcome: fail, observed: "0 configured in /etc/sysctl.d/10-a.conf:1", setting: "set 0 at /etc/sysctl.d/10-a.conf:1, effective 0, over /etc/sysctl.d/20-b.conf:1: 1"}
