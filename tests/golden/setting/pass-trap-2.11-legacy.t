# The legacy form counts for the actions after it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 97}
  text:
    - {path: /etc/rsyslog.conf, content: "$FileCreateMode 0640\n*.info;mail.none  -/var/log/messages\nauthpriv.* /var/log/secure # all of it\n", truncated: 0}
check:
  setting: {format: rsyslog, key: FileCreateMode, without-bits: "0137"}
expect: {outcome: pass, object: /var/log/messages}
