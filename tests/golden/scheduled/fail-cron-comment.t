# A comment of cron.
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
    - {path: /etc/crontab, type: file, size: 40}
  text:
    - {path: /usr/lib/systemd/system/crond.service, content: "[Service]\nExecStart=/usr/sbin/crond -n\n", truncated: 0}
    - {path: /etc/crontab, content: "#05 4 * * * root /usr/sbin/aide --check\n", truncated: 0}
check:
  scheduled: {timers: ["aide*.timer"], command: "aide.*(--check|-C)"}
expect: {outcome: fail, observed: no such timer starts at boot}
