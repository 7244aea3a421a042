# ... and for none before it: that one is made with the default, 0644.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 73}
  text:
    - {path: /etc/rsyslog.conf, content: "*.info /var/log/messages\n$FileCreateMode 0640\nauthpriv.* /var/log/secure\n", truncated: 0}
check:
  setting: {format: rsyslog, key: FileCreateMode, without-bits: "0137"}
expect: {outcome: fail, object: /var/log/messages, observed: "0644"}
