# What is not there cannot be loaded, where the suite says so.
evidence:
  module: []
  file:
    - {path: /usr/lib/modules/6.12/kernel/fs/ext4/ext4.ko.xz, type: file}
check:
  module: {name: usb-storage, blocked: install, absent-ok: true}
expect: {outcome: pass, observed: not in the image}
