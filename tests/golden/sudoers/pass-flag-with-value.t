# A flag with a value is passed over by sudo.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty\nDefaults use_pty=false\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: pass, observed: "on (/etc/sudoers:1)", setting: "over /etc/sudoers:2: not as sudo takes it"}
