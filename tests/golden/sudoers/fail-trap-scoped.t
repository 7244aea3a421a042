# Defaults:root is nothing general: not set.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults:root use_pty\n"}
  package:
    - {nevra: sudo-1.9.13p3-1.x86_64, name: sudo, epoch: 0, version: "1.9.13p3", release: "1", arch: x86_64}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: fail, observed: "off (default of sudo)"}
