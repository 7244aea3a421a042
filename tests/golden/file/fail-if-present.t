# ... and is judged when it is.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/cron.allow, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/cron.deny, type: file, mode: "0644", uid: 0, gid: 0}
check:
  file: {path: /etc/cron.allow, if-present: [/etc/cron.deny], owner: root, without-bits: "0137"}
expect: {outcome: fail, object: /etc/cron.deny, total: 1}
