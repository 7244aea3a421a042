# A word that is no number is not large.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options audit_backlog_limit=many\n", truncated: 0}
check:
  cmdline: {at-least: ["audit_backlog_limit=8192"]}
expect: {outcome: fail}
