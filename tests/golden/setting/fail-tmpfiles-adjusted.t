# A line that adjusts it comes after, wherever it stands.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/tmpfiles.d, type: directory}
    - {path: /usr/lib/tmpfiles.d/a.conf, type: file, size: 48}
    - {path: /usr/lib/tmpfiles.d/b.conf, type: file, size: 36}
  text:
    - {path: /usr/lib/tmpfiles.d/a.conf, content: "z /var/log/journ* 2755 root systemd-journal - -\n", truncated: 0}
    - {path: /usr/lib/tmpfiles.d/b.conf, content: "d /var/log/journal 0750 root root -\n", truncated: 0}
check:
  setting: {format: tmpfiles, key: mode, select: /var/log/journal, without-bits: "0027"}
expect: {outcome: fail, observed: "2755"}
