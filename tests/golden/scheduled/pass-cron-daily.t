# A script that cron runs each day.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/cron.daily, type: directory}
    - {path: /etc/cron.daily/aide, type: file, size: 28}
  text:
    - {path: /etc/cron.daily/aide, content: "#!/bin/sh\n/usr/sbin/aide -C\n", truncated: 0}
check:
  scheduled: {timers: ["aide*.timer"], command: "aide.*(--check|-C)"}
expect: {outcome: pass, object: /etc/cron.daily/aide}
