# An input of the legacy form.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 36}
  text:
    - {path: /etc/rsyslog.conf, content: "$ModLoad imudp.so\n$UDPServerRun 514\n", truncated: 0}
check:
  setting: {format: rsyslog, key: [imtcp, imudp], absent: true}
expect: {outcome: fail}
