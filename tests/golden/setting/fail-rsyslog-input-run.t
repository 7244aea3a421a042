# The legacy directive alone.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 38}
  text:
    - {path: /etc/rsyslog.conf, content: "*.* /var/log/x\n$InputTCPServerRun 514\n", truncated: 0}
check:
  setting: {format: rsyslog, key: [imtcp, imudp], absent: true}
expect: {outcome: fail}
