# A file of rules that is not in the evidence.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/10.rules, type: file, mode: "0600", uid: 0, gid: 0}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: missing, reason: /etc/audit/rules.d/10.rules}
