# A file of modprobe.d whose contents are not known.
evidence:
  module: []
  file:
    - {path: /etc, type: directory}
    - {path: /etc/modprobe.d, type: directory}
    - {path: /etc/modprobe.d/cis.conf, type: file}
check:
  module: {name: sctp, blocked: install}
expect: {outcome: missing, reason: /etc/modprobe.d/cis.conf}
