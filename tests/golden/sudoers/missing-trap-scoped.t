# Defaults:root is nothing general, and the default of an unknown sudo is not known.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults:root use_pty\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: missing, reason: use_pty is set nowhere, setting: "sudo: use_pty: at default of sudo, over /etc/sudoers:1: on (only :root)"}
