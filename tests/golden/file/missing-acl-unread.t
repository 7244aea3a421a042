# A list that could not be read.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/k, type: file, mode: "0600", uid: 0, gid: 0, acl: unread}
check:
  file: {path: /etc/k, without-bits: "0177"}
expect: {outcome: missing, reason: "/etc/k: its access list could not be read"}
