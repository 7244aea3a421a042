# What is built in cannot be kept out: an image without any line is told the same.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/modules, type: directory}
    - {path: /usr/lib/modules/6.18.1, type: directory}
    - {path: /usr/lib/modules/6.18.1/modules.dep, type: file}
  kernel_module:
    - {kernel: "6.18.1", name: squashfs, builtin: 1}
check:
  module: {name: squashfs, loaded: false, blocked: both, absent-ok: true}
expect: {outcome: fail, observed: "built in: kernel 6.18.1"}
