# ... so that the rule is not there, either.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/audit.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/audit.rules, truncated: 0, content: "-e 2\n-w /etc/group -p wa\n"}
check:
  audit: {watch: ["/etc/group:wa"]}
expect: {outcome: fail, observed: "it stands behind -e 2, where nothing can be loaded any more"}
