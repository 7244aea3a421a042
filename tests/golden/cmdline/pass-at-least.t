# A number that is large enough.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options audit_backlog_limit=8192\n", truncated: 0}
check:
  cmdline: {at-least: ["audit_backlog_limit=8192"]}
expect: {outcome: pass}
