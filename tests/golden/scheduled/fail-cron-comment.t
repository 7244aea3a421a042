# A comment of cron.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/crontab, type: file, size: 40}
  text:
    - {path: /etc/crontab, content: "#05 4 * * * root /usr/sbin/aide --check\n", truncated: 0}
check:
  scheduled: {timers: ["aide*.timer"], command: "aide.*(--check|-C)"}
expect: {outcome: fail, observed: no such timer starts at boot}
