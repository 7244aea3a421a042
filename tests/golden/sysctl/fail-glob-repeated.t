# A glob that says the same again stays where it was first, before the other glob.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/60-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/60-a.conf, content: "net.*.conf.all.log_martians = 1\nnet.ipv4.conf.*.log_martians = 0\nnet.*.conf.all.log_martians = 1\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.log_martians, equals: "1", explicit: recorded}
expect: {outcome: fail, observed: "0 configured in /etc/sysctl.d/60-a.conf:2"}
