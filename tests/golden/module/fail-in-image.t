# It is there, with another spelling and compressed.
evidence:
  module: []
  file:
    - {path: /usr/lib/modules/6.12/kernel/drivers/usb/storage/usb-storage.ko.zst, type: file}
check:
  module: {name: usb_storage, blocked: install, absent-ok: true}
expect: {outcome: fail, observed: modprobe loads it}
