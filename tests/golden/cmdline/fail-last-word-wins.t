# The last of several counts.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options audit=1 audit=0\n", truncated: 0}
check:
  cmdline: {must: [audit=1]}
expect: {outcome: fail, expected: audit=1, observed: audit=0}
