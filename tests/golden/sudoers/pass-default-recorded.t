# From 1.9.14 on it is the default.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "root ALL=(ALL:ALL) ALL\n"}
  package:
    - {nevra: sudo-1.9.17p2-1.x86_64, name: sudo, epoch: 0, version: "1.9.17p2", release: "1", arch: x86_64}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: pass, observed: "on (default of sudo)", setting: "sudo: use_pty: at default of sudo, effective on"}
