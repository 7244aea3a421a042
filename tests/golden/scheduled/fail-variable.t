# A variable of a crontab runs nothing.
evidence:
  file:
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants/crond.service, type: symlink, target: /usr/lib/systemd/system/crond.service}
    - {path: /usr/lib/systemd/system/crond.service, type: file, size: 20}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /etc, type: directory}
    - {path: /etc/crontab, type: file}
  text:
    - {path: /usr/lib/systemd/system/crond.service, content: "[Service]\nExecStart=/usr/sbin/crond -n\n", truncated: 0}
    - {path: /etc/crontab, content: "RUN = /usr/sbin/aide --check\n", truncated: 0}
check:
  scheduled: {timers: ["aide*.timer"], command: "aide.*--check"}
expect: {outcome: fail, observed: "no line of a cron that runs matches"}
