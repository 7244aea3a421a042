# Right by default, where a file has to say so.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
  sysctl:
    - {name: net.ipv4.tcp_syncookies, value: "1"}
check:
  sysctl: {name: net.ipv4.tcp_syncookies, equals: "1", explicit: required}
expect: {outcome: fail, observed: configured nowhere}
