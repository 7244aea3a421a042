# A file of cron whose contents were not kept.
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
    - {path: /etc/cron.d, type: directory}
    - {path: /etc/cron.d/a, type: file}
check:
  scheduled: {timers: ["aide*.timer"], command: "aide.*(--check|-C)"}
expect: {outcome: missing, reason: the contents of /etc/cron.d/a}
