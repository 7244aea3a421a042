# The install line runs a program that does nothing; '-' and '_' are the same.
evidence:
  module:
    - {name: ext4}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/modprobe.d, type: directory}
    - {path: /etc/modprobe.d/cis.conf, type: file}
  text:
    - {path: /etc/modprobe.d/cis.conf, content: "install usb-storage \\\n  /bin/false\nblacklist usb_storage\n", truncated: 0}
check:
  module: {name: usb_storage, loaded: false, blocked: both}
expect: {outcome: pass, observed: blocked by an install line blacklist}
