# Nothing is taken from others; a comment takes nothing.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 106}
  text:
    - {path: /etc/rsyslog.conf, content: "module(load=\"imuxsock\")\n#input(type=\"imtcp\" port=\"514\")\n/* module(load=\"imtcp\")\n */\n*.* @@log.example:514\n", truncated: 0}
check:
  setting: {format: rsyslog, key: [imtcp, imudp], absent: true}
expect: {outcome: pass}
