# The first install line holds, and it loads the module.
evidence:
  module: []
  file:
    - {path: /etc, type: directory}
    - {path: /etc/modprobe.d, type: directory}
    - {path: /etc/modprobe.d/10.conf, type: file}
    - {path: /etc/modprobe.d/20.conf, type: file}
  text:
    - {path: /etc/modprobe.d/10.conf, content: "install sctp /sbin/modprobe --ignore-install sctp\n", truncated: 0}
    - {path: /etc/modprobe.d/20.conf, content: "install sctp /bin/false\n", truncated: 0}
check:
  module: {name: sctp, blocked: install}
expect: {outcome: fail, observed: modprobe loads it}
