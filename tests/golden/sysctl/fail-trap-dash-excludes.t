# A name with a dash and no value keeps globs off, and sets nothing.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/60-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/60-a.conf, content: "net.ipv4.conf.*.accept_redirects = 0\n-net.ipv4.conf.all.accept_redirects\n", truncated: 0}
check:
  sysctl: {name: net.ipv4.conf.all.accept_redirects, equals: "0", explicit: recorded}
expect: {outcome: fail, observed: "the kernel's default is 1", setting: "over /etc/sysctl.d/60-a.conf:1: 0"}
