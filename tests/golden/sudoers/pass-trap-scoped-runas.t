# What holds for some does not undo what holds for all: runas.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty\nDefaults>oracle !use_pty\n"}
check:
  sudoers: {default: use_pty, set: true}
expect: {outcome: pass, setting: "over /etc/sudoers:2: off (only >oracle)"}
