# The command line inside a unified kernel image.
evidence:
  file:
    - {path: /boot, type: directory}
  uki:
    - {path: /boot/efi/EFI/Linux/a.efi, cmdline: "root=/dev/sda1 enforcing=0"}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: fail, object: /boot/efi/EFI/Linux/a.efi, observed: enforcing=0}
