# No installed kernel has it.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/modules, type: directory}
    - {path: /usr/lib/modules/6.18.1, type: directory}
    - {path: /usr/lib/modules/6.18.1/modules.dep, type: file}
  kernel_module:
    - {kernel: "6.18.1", name: ext4, builtin: 0}
check:
  module: {name: cramfs, loaded: false, blocked: both, absent-ok: true}
expect: {outcome: pass, observed: not built, setting: effective not built}
