# Blocked, but it is loaded all the same.
evidence:
  module:
    - {name: sctp}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/modprobe.d, type: directory}
    - {path: /etc/modprobe.d/cis.conf, type: file}
  text:
    - {path: /etc/modprobe.d/cis.conf, content: "install sctp /usr/bin/true\n", truncated: 0}
check:
  module: {name: sctp, loaded: false, blocked: install}
expect: {outcome: fail, object: sctp, expected: not loaded, observed: loaded, total: 1}
