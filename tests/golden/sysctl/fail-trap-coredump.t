# The vendor's 50-coredump.conf comes after an early name.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/10-cis.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/50-coredump.conf, type: file}
  text:
    - {path: /etc/sysctl.d/10-cis.conf, content: "fs.suid_dumpable = 0\n", truncated: 0}
    - {path: /usr/lib/sysctl.d/50-coredump.conf, content: "fs.suid_dumpable=2\n", truncated: 0}
check:
  sysctl: {name: fs.suid_dumpable, equals: "0", explicit: recorded}
expect: {outcome: fail, observed: "2 configured in /usr/lib/sysctl.d/50-coredump.conf:1"}
