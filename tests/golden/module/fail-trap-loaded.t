# Both, but it is loaded.
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
    - {path: /etc/modprobe.d/cis.conf, content: "install cramfs /bin/false\nblacklist cramfs\n", truncated: 0}
  kernel_module:
    - {kernel: "6.18.1", name: cramfs, builtin: 0}
  module:
    - {name: cramfs}
check:
  module: {name: cramfs, loaded: false, blocked: both, absent-ok: true}
expect: {outcome: fail, expected: not loaded, observed: loaded, total: 1, setting: running loaded}
