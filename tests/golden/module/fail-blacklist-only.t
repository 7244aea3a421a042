# The blacklist does not keep anybody from loading it by name.
evidence:
  module: []
  file:
    - {path: /etc, type: directory}
    - {path: /etc/modprobe.d, type: directory}
    - {path: /etc/modprobe.d/cis.conf, type: file}
  text:
    - {path: /etc/modprobe.d/cis.conf, content: "blacklist sctp\n", truncated: 0}
check:
  module: {name: sctp, blocked: install}
expect: {outcome: fail, object: sctp, expected: install line, observed: only on the blacklist}
