# A name with the other sign counts.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/modprobe.d, type: directory}
    - {path: /etc/modprobe.d/cis.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/modules, type: directory}
    - {path: /usr/lib/modules/6.18.1, type: directory}
    - {path: /usr/lib/modules/6.18.1/modules.dep, type: file}
  text:
    - {path: /etc/modprobe.d/cis.conf, content: "install usb_storage /usr/bin/false\nblacklist usb-storage\n", truncated: 0}
  kernel_module:
    - {kernel: "6.18.1", name: usb_storage, builtin: 0}
check:
  module: {name: usb-storage, loaded: false, blocked: both, absent-ok: true}
expect: {outcome: pass}
