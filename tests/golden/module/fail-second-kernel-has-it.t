# The first kernel does not have it, the second does.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/modules, type: directory}
    - {path: /usr/lib/modules/6.12.9, type: directory}
    - {path: /usr/lib/modules/6.12.9/modules.dep, type: file}
    - {path: /usr/lib/modules/6.18.1, type: directory}
    - {path: /usr/lib/modules/6.18.1/modules.dep, type: file}
  kernel_module:
    - {kernel: "6.12.9", name: cramfs, builtin: 0}
check:
  module: {name: cramfs, loaded: false, blocked: both, absent-ok: true}
expect: {outcome: fail, observed: modprobe loads it}
