# One has to be there, the other need not.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/cron.allow, type: file, mode: "0640", uid: 0, gid: 0}
check:
  file: {path: /etc/cron.allow, if-present: [/etc/cron.deny], owner: root, without-bits: "0137"}
expect: {outcome: pass, object: /etc/cron.deny, observed: not there}
