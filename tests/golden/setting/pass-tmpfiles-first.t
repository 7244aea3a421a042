# The first line that makes the path holds.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/tmpfiles.d, type: directory}
    - {path: /usr/lib/tmpfiles.d/a.conf, type: file, size: 47}
    - {path: /usr/lib/tmpfiles.d/b.conf, type: file, size: 30}
  text:
    - {path: /usr/lib/tmpfiles.d/a.conf, content: "d /var/log/journal 0750 root systemd-journal -\n", truncated: 0}
    - {path: /usr/lib/tmpfiles.d/b.conf, content: "d /var/log/journal 0777 - - -\n", truncated: 0}
check:
  setting: {format: tmpfiles, key: mode, select: /var/log/journal, without-bits: "0027"}
expect: {outcome: pass, setting: "0750"}
