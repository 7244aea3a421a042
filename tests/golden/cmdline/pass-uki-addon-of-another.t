# An addon of another image, and one of another partition.
evidence:
  file:
    - {path: /boot, type: directory}
  uki:
    - {path: /boot/efi/EFI/Linux/a.efi, cmdline: ro}
    - {path: /boot/efi/EFI/Linux/b.efi.extra.d/x.addon.efi, cmdline: "selinux=0"}
    - {path: /efi/loader/addons/x.addon.efi, cmdline: "selinux=0"}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: pass}
