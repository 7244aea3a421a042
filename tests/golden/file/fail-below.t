# One of them, deep inside.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/auditd.conf, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/a.rules, type: file, mode: "0644", uid: 0, gid: 0}
check:
  file: {paths: ["/etc/audit/**"], owner: root, group: root, without-bits: "0137"}
expect: {outcome: fail, object: /etc/audit/rules.d/a.rules, total: 1}
