# Options may stand on several lines of an entry.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options ro\noptions audit=1\n", truncated: 0}
check:
  cmdline: {must: [audit=1, ro]}
expect: {outcome: pass}
