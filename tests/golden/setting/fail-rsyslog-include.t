# A file that is included sets it, in its place.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 75}
    - {path: /etc/rsyslog.d, type: directory}
    - {path: /etc/rsyslog.d/50-x.conf, type: file, size: 21}
  text:
    - {path: /etc/rsyslog.conf, content: "$FileCreateMode 0640\n$IncludeConfig /etc/rsyslog.d/*.conf\n*.* /var/log/all\n", truncated: 0}
    - {path: /etc/rsyslog.d/50-x.conf, content: "$FileCreateMode 0666\n", truncated: 0}
check:
  setting: {format: rsyslog, key: FileCreateMode, without-bits: "0137"}
expect: {outcome: fail, observed: "0666"}
