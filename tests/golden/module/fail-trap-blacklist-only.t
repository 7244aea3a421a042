# A blacklist stops loading by alias alone.
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
    - {path: /etc/modprobe.d/cis.conf, content: "blacklist cramfs\n", truncated: 0}
  kernel_module:
    - {kernel: "6.18.1", name: cramfs, builtin: 0}
check:
  module: {name: cramfs, loaded: false, blocked: both, absent-ok: true}
expect: {outcome: fail, expected: install line, observed: only on the blacklist, setting: "cramfs: set by blacklist at /etc/modprobe.d/cis.conf:1, effective by blacklist"}
