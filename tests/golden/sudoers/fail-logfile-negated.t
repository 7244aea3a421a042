# Set, and taken back.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
    - {path: /etc/sudoers.d/x, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults logfile=/var/log/sudo.log\n@includedir /etc/sudoers.d\n"}
    - {path: /etc/sudoers.d/x, truncated: 0, content: "Defaults !logfile\n"}
check:
  sudoers: {default: logfile, set: true}
expect: {outcome: fail, observed: "not set (/etc/sudoers.d/x:1)"}
