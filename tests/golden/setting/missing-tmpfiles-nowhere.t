# Nothing says what becomes of it.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/tmpfiles.d, type: directory}
    - {path: /usr/lib/tmpfiles.d/a.conf, type: file, size: 22}
  text:
    - {path: /usr/lib/tmpfiles.d/a.conf, content: "d /var/log/other 0750\n", truncated: 0}
check:
  setting: {format: tmpfiles, key: mode, select: /var/log/journal, without-bits: "0027"}
expect: {outcome: missing}
