# Nothing starts cron, so nothing runs its lines.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/crontab, type: file, size: 43}
  text:
    - {path: /etc/crontab, content: "# x\n05 4 * * * root /usr/sbin/aide --check\n", truncated: 0}
check:
  scheduled: {timers: ["aide*.timer"], command: "aide.*(--check|-C)"}
expect: {outcome: fail, observed: no such timer starts at boot}
