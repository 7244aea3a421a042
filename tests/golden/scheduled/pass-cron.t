# A line of cron.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/crontab, type: file, size: 43}
  text:
    - {path: /etc/crontab, content: "# x\n05 4 * * * root /usr/sbin/aide --check\n", truncated: 0}
check:
  scheduled: {timers: ["aide*.timer"], command: "aide.*(--check|-C)"}
expect: {outcome: pass, object: /etc/crontab, observed: "line 2: 05 4"}
