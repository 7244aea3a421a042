# include() of what need not be there.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 92}
  text:
    - {path: /etc/rsyslog.conf, content: "$FileCreateMode 0640\ninclude(file=\"/etc/rsyslog.d/*.conf\" mode=\"optional\")\n*.* /var/log/all\n", truncated: 0}
check:
  setting: {format: rsyslog, key: FileCreateMode, without-bits: "0137"}
expect: {outcome: pass}
