# Its text was not kept.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 1}
check:
  setting: {format: rsyslog, key: FileCreateMode, without-bits: "0137"}
expect: {outcome: missing, reason: /etc/rsyslog.conf}
