# Rules that auditctl reads as they stand: behind -e 2 nothing is loaded.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/audit.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/audit.rules, truncated: 0, content: "-e 2\n-w /etc/group -p wa\n"}
check:
  audit: {control: ["-e 2"]}
expect: {outcome: fail, object: "/etc/audit/audit.rules:2", observed: "-w /etc/group -p wa; it stands behind -e 2", total: 1}
