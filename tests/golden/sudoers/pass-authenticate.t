# On by default.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults env_reset\n"}
check:
  sudoers: {default: authenticate, set: true, scope: everywhere}
expect: {outcome: pass, observed: "on (default of sudo)"}
