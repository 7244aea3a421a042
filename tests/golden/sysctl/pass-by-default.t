# Right by the kernel's own default, and nobody says so.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
check:
  sysctl: {name: net.ipv4.tcp_syncookies, equals: "1", explicit: recorded}
expect: {outcome: pass, observed: "1 by the kernel's default: configured nowhere", setting: "net.ipv4.tcp_syncookies: at the kernel's default, effective 1"}
