# The kernel's command line is a blacklist as well.
evidence:
  module: []
  kernel:
    - {key: cmdline, value: "quiet modprobe.blacklist=floppy,usb-storage"}
  file: []
check:
  module: {name: usb-storage, blocked: either}
expect: {outcome: pass}
