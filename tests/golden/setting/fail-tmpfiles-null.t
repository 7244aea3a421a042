# A link to /dev/null masks: the next file holds.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/tmpfiles.d, type: directory}
    - {path: /etc/tmpfiles.d/a.conf, type: symlink, target: /dev/null}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/tmpfiles.d, type: directory}
    - {path: /usr/lib/tmpfiles.d/a.conf, type: file, size: 30}
    - {path: /usr/lib/tmpfiles.d/b.conf, type: file, size: 25}
  text:
    - {path: /usr/lib/tmpfiles.d/a.conf, content: "d /var/log/journal 0750 - - -\n", truncated: 0}
    - {path: /usr/lib/tmpfiles.d/b.conf, content: "d /var/log/journal - - -\n", truncated: 0}
check:
  setting: {format: tmpfiles, key: mode, select: /var/log/journal, without-bits: "0027"}
expect: {outcome: fail, observed: "0755"}
