# A timer that is masked, whatever link starts it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 33}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/aidecheck.timer, type: symlink, target: /dev/null}
    - {path: /etc/systemd/system/multi-user.target.wants, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants/aidecheck.timer, type: symlink, target: /usr/lib/systemd/system/aidecheck.timer}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/aidecheck.timer, type: file, size: 62}
  text:
    - {path: /etc/machine-id, content: "0123456789abcdef0123456789abcdef\n", truncated: 0}
    - {path: /usr/lib/systemd/system/aidecheck.timer, content: "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
check:
  scheduled: {timers: ["aide*.timer"], command: "aide.*(--check|-C)"}
expect: {outcome: fail}
