# One that is not, after one that was.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options audit_backlog_limit=8192 audit-backlog-limit=64\n", truncated: 0}
check:
  cmdline: {at-least: ["audit_backlog_limit=8192"]}
expect: {outcome: fail, expected: "at least audit_backlog_limit=8192", observed: audit_backlog_limit=64}
