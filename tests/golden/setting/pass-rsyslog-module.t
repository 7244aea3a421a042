# The module's own default reaches it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/rsyslog.conf, type: file, size: 126}
  text:
    - {path: /etc/rsyslog.conf, content: "module(load=\"builtin:omfile\" FileCreateMode=\"0640\")\nif $programname == \"x\" then {\n  action(type=\"omfile\" file=\"/var/log/x\")\n}\n", truncated: 0}
check:
  setting: {format: rsyslog, key: FileCreateMode, without-bits: "0137"}
expect: {outcome: pass, setting: "0640"}
