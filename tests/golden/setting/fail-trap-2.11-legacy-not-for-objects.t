# The legacy form does not reach an action in the form of objects.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 61}
  text:
    - {path: /etc/rsyslog.conf, content: "$FileCreateMode 0640\naction(type=\"omfile\" file=\"/var/log/x\")\n", truncated: 0}
check:
  setting: {format: rsyslog, key: FileCreateMode, without-bits: "0137"}
expect: {outcome: fail, observed: "0644"}
