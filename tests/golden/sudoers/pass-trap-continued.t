# A backslash joins lines; several settings stand in one.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults env_reset, \\\n\tuse_pty, logfile=\"/var/log/sudo.log\"\n"}
check:
  sudoers: {default: logfile, set: true}
expect: {outcome: pass, observed: "/var/log/sudo.log (/etc/sudoers:1)"}
