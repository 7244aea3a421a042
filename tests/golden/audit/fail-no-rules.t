# There are no rules at all.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/auditd.conf, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/auditd.conf, truncated: 0, content: "log_group = root\n"}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail, observed: "no such rule in /etc/audit/audit.rules"}
