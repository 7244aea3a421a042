# On vfat the mode is the mount's, whatever an unpacked file has.
evidence:
  file:
    - {path: /boot, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /boot/efi, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/fstab, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /boot/efi/grub.cfg, type: file, mode: "0755", uid: 1000, gid: 1000}
  text:
    - {path: /etc/fstab, truncated: 0, content: "UUID=A21E-0E5B /boot/efi vfat defaults,uid=0,gid=0,umask=077,shortname=winnt 0 2\n"}
check:
  file: {path: /boot/efi/grub.cfg, owner: root, without-bits: "0077"}
expect: {outcome: pass, observed: "mode 0700, owner 0"}
