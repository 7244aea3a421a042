# Globs may stand in any part of the name.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/60-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/60-a.conf, content: "net.*.conf.*.accept_redirects = 0\n", truncated: 0}
check:
  sysctl: {name: net.ipv6.conf.default.accept_redirects, equals: "0", explicit: required}
expect: {outcome: pass, observed: "0, configured in /etc/sysctl.d/60-a.conf:1"}
