# The kernel follows the folders of a path.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /run, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/50.rules, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /var/run, type: symlink, mode: "0777", uid: 0, gid: 0, target: /run}
  text:
    - {path: /etc/audit/rules.d/50.rules, truncated: 0, content: "-w /run/utmp -p wa\n"}
check:
  audit: {watch: ["/var/run/utmp:wa"]}
expect: {outcome: pass}
