# auditd's own default, where its file says nothing.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/auditd.conf, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /var/log/audit/audit.log, type: file, mode: "0666", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/auditd.conf, truncated: 0, content: "\n"}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: chrony, uid: 990, gid: 990}
  group_:
    - {name: root, gid: 0}
    - {name: adm, gid: 4}
    - {name: ssh_keys, gid: 101}
check:
  file: {of: audit-logs, owner: root, group: [root, adm, "@log_group"], without-bits: "0137"}
expect: {outcome: fail, object: /var/log/audit/audit.log}
