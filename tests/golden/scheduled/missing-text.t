# A file of cron whose contents were not kept.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/cron.d, type: directory}
    - {path: /etc/cron.d/a, type: file}
check:
  scheduled: {timers: ["aide*.timer"], command: "aide.*(--check|-C)"}
expect: {outcome: missing, reason: the contents of /etc/cron.d/a}
