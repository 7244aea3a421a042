# sudo keeps no log of its own.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults use_pty\n"}
    - {path: /etc/audit/rules.d/10.rules, truncated: 0, content: "-w /var/log/sudo.log -p wa\n"}
check:
  audit: {watch: ["@sudo-logfile:wa"]}
expect: {outcome: fail, object: "sudo: logfile", observed: not set, total: 1}
