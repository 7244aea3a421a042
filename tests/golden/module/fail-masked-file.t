# /etc has an empty file of the same name: the vendor's is not read.
evidence:
  module: []
  file:
    - {path: /etc, type: directory}
    - {path: /etc/modprobe.d, type: directory}
    - {path: /etc/modprobe.d/hardening.conf, type: symlink, target: /dev/null}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/modprobe.d, type: directory}
    - {path: /usr/lib/modprobe.d/hardening.conf, type: file}
  text:
    - {path: /usr/lib/modprobe.d/hardening.conf, content: "install sctp /bin/false\n", truncated: 0}
check:
  module: {name: sctp, blocked: either}
expect: {outcome: fail, observed: modprobe loads it}
