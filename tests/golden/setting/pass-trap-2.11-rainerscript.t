# The form of objects counts as well, and may fill lines.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 81}
  text:
    - {path: /etc/rsyslog.conf, content: "action(type=\"omfile\"\n  file=\"/var/log/messages\" # where\n  fileCreateMode=\"0600\")\n", truncated: 0}
check:
  setting: {format: rsyslog, key: FileCreateMode, without-bits: "0137"}
expect: {outcome: pass, setting: "set 0600 at /etc/rsyslog.conf:1"}
