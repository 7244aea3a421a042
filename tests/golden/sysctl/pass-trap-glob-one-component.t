# A glob for one part of the name sets what nothing names.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/60-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/60-a.conf, content: "net.ipv4.conf.*.accept_redirects = 0\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.accept_redirects, equals: "0", explicit: required}
expect: {outcome: pass, observed: "0, configured in /etc/sysctl.d/60-a.conf:1"}
