# What was unpacked from an archive has no owner: that is no owner 0.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755"}
    - {path: /etc/shadow, type: file, mode: "755"}
check:
  files: {match: [/etc/s*], owner: 0}
expect: {outcome: missing, reason: "/etc/shadow: its owner is not in the evidence"}
