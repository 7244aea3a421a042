# An addon of the image turns it off.
evidence:
  file:
    - {path: /boot, type: directory}
  uki:
    - {path: /boot/efi/EFI/Linux/a.efi, cmdline: "ro selinux=1"}
    - {path: /boot/efi/EFI/Linux/a.efi.extra.d/x.addon.efi, cmdline: "selinux=0"}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: fail, object: /boot/efi/EFI/Linux/a.efi, observed: selinux=0, total: 1}
