# An input of the form of objects.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 52}
  text:
    - {path: /etc/rsyslog.conf, content: "module(load=\"imtcp\")\ninput(type=\"imtcp\" port=\"514\")\n", truncated: 0}
check:
  setting: {format: rsyslog, key: [imtcp, imudp], absent: true}
expect: {outcome: fail}
