# One entry of two leaves it in.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
    - {path: /boot/loader/entries/b.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/modules, type: directory}
    - {path: /usr/lib/modules/6.18.1, type: directory}
    - {path: /usr/lib/modules/6.18.1/modules.dep, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options ro module_blacklist=cramfs\n", truncated: 0}
    - {path: /boot/loader/entries/b.conf, content: "options ro\n", truncated: 0}
  kernel_module:
    - {kernel: "6.18.1", name: cramfs, builtin: 0}
check:
  module: {name: cramfs, loaded: false, blocked: both, absent-ok: true}
expect: {outcome: fail, observed: modprobe loads it}
