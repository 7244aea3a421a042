# One of the files has the line.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sudoers, type: file}
    - {path: /etc/sudoers.d, type: directory}
    - {path: /etc/sudoers.d/x, type: file}
  text:
    - {path: /etc/sudoers, content: "# Defaults use_pty\n", truncated: 0}
    - {path: /etc/sudoers.d/x, content: "\n  Defaults use_pty  \n", truncated: 0}
check:
  line: {path: [/etc/sudoers, /etc/sudoers.d/*], match: "^Defaults use_pty$"}
expect: {outcome: pass, observed: 2 files read}
