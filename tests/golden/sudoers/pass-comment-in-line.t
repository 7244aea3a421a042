# What follows # in a line is a comment, but in quotes.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty # , !use_pty\nDefaults badpass_message=\"no # here\", logfile=/var/log/sudo.log\n"}
check:
  sudoers: {default: logfile, set: true}
expect: {outcome: pass, observed: "/etc/sudoers:2"}
